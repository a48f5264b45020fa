package connection

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

const (
	noTest = "DSS has no test for this type."
	apiKey = "The key of the service is probably the secret param `apiKey`."
)

// llmTypes are the services of LLM Mesh. All that is known of most of them is the name of the type (observed.md 8.2).
func llmTypes() []declaration {
	return []declaration{
		{Name: "openai", Type: "OpenAI", To: "OpenAI", Open: true, Detail: noTest, Shown: apiKey},
		{Name: "azure_openai", Type: "AzureOpenAI", To: "Azure OpenAI", Open: true, Detail: noTest, Shown: apiKey},
		{Name: "bedrock", Type: "Bedrock", To: "Amazon Bedrock", Open: true, Detail: noTest},
		{Name: "anthropic", Type: "Anthropic", To: "Anthropic", Open: true, Detail: noTest, Shown: apiKey},
		{
			Name: "vertex_ai", Type: "VertexAILLM", To: "the models of Google Vertex AI", Open: true,
			Detail: noTest,
			Shown:  "The place where the models run is such a param, `location` or `region`.",
			Params: slices.Concat(googleKey(), []attr.Attribute{
				attr.String("project_id", "Identifier of the project of Google Cloud.").At("params.projectId"),
			}),
			Check: checkGoogleKey, CheckNew: needGoogleKey,
		},
		{Name: "custom_llm", Type: "CustomLLM", To: "a custom LLM service", Open: true, Detail: noTest},
	}
}
