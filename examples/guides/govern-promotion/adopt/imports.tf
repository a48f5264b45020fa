import {
  to = dataiku_govern_blueprint.use_case
  id = "bp.ai_use_case"
}

import {
  to = dataiku_govern_blueprint_version.v1
  id = "bp.ai_use_case/bv.v1"
}

import {
  to = dataiku_govern_signoff_configuration.review
  id = "bp.ai_use_case/bv.v1/review"
}

import {
  to = dataiku_govern_role.legal_reviewer
  id = "ro.legal_reviewer"
}

import {
  to = dataiku_govern_role.risk_officer
  id = "ro.risk_officer"
}

import {
  to = dataiku_govern_role_assignments.use_case
  id = "bp.ai_use_case"
}

import {
  to = dataiku_govern_blueprint_permissions.use_case
  id = "bp.ai_use_case"
}

import {
  to = dataiku_govern_custom_page.use_cases
  id = "cp.ai_use_cases"
}

# The server made these identifiers: the page of an artifact shows its own in its address.
import {
  to = dataiku_govern_artifact.use_case["churn"]
  id = "ar.churn"
}

import {
  to = dataiku_govern_artifact.use_case["segmentation"]
  id = "ar.segmentation"
}

import {
  to = dataiku_govern_artifact.use_case["chatbot"]
  id = "ar.chatbot"
}
