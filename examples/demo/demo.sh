#!/usr/bin/env bash
# Applies this configuration on the emulator, finds and repairs drift, and destroys everything.
#
# TERRAFORM names the program to use; else it is terraform >= 1.11 or tofu >= 1.12 from PATH, else a Terraform that
# tools/build makes. KEEP=1 leaves the emulator running and the state in place.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
keep=${KEEP:-}
# What changes behind Terraform's back: a document of the emulator, and the object that it belongs to.
drifts=('module.team["analysts"].dataiku_group.team' 'dataiku_govern_role.reviewer["legal_reviewer"]')

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }

# at_least VERSION MINIMUM: whether a version is not older than the minimum.
at_least() {
  local IFS=. i
  local -a have=($1) want=($2)
  for i in 0 1; do
    ((have[i] > want[i])) && return 0
    ((have[i] < want[i])) && return 1
  done
  return 0
}

version_of() { TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1 "$1" version | sed -n '1s/.* v//p'; }

find_program() {
  if [ -n "${TERRAFORM:-}" ]; then
    command -v "$TERRAFORM" || fail "there is no program $TERRAFORM"
  elif command -v terraform >/dev/null && at_least "$(version_of terraform)" 1.11; then
    command -v terraform
  elif command -v tofu >/dev/null && at_least "$(version_of tofu)" 1.12; then
    command -v tofu
  else
    "$root/tools/build" terraform
  fi
}

work=$(mktemp -d "${TMPDIR:-/tmp}/dataiku-demo.XXXXXX")
emulator=
kept=
# Nothing is left behind, however the script ends, unless it is to be kept.
clean() {
  local status=$?
  if [ -n "$kept" ]; then return; fi
  if [ "$status" -ne 0 ] && [ -s "$work/emulator.log" ]; then tail -n 20 "$work/emulator.log" >&2; fi
  if [ -n "$emulator" ]; then
    kill "$emulator" 2>/dev/null || true
    wait "$emulator" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The provider lies in a mirror as from a registry, under the default host of Terraform and of OpenTofu, so that init
# works without a network.
build() {
  local platform host dir
  go build -C "$root" -o "$work/bin/" . ./cmd/dataiku-emulator ./examples/demo/verify
  platform=$(go env GOOS)_$(go env GOARCH)
  for host in registry.terraform.io registry.opentofu.org; do
    dir=$work/mirror/$host/terraform-provider-dataiku/dataiku/0.0.1/$platform
    mkdir -p "$dir"
    ln -s "$work/bin/terraform-provider-dataiku" "$dir/terraform-provider-dataiku_v0.0.1"
  done
  cat >"$work/cli.tfrc" <<EOT
provider_installation {
  filesystem_mirror {
    path = "$work/mirror"
  }
}
EOT
}

# The emulator picks its ports and says which, then that it is ready.
start_emulator() {
  local name value
  mkfifo "$work/announced"
  "$work/bin/dataiku-emulator" --dss 127.0.0.1:0 --govern 127.0.0.1:0 --api-key demo-key --log \
    >"$work/announced" 2>"$work/emulator.log" </dev/null &
  emulator=$!
  while read -r name value; do
    case $name in
    dss) export DATAIKU_HOST=$value ;;
    govern) export DATAIKU_GOVERN_HOST=$value ;;
    ready) break ;;
    esac
  done <"$work/announced"
  [ "${name:-}" = ready ] || fail "the emulator does not start"
  export DATAIKU_API_KEY=demo-key DATAIKU_GOVERN_API_KEY=demo-key
}

verify() { "$work/bin/verify" "$@"; }

# plan STATUS FILE ARGUMENT...: makes a plan, which must end with 0 (no changes) or 2 (changes), and shows it in brief.
# The whole text is in the file.
plan() {
  local want=$1 text=$2 status=0
  shift 2
  "$program" plan -input=false -detailed-exitcode "$@" >"$text" || status=$?
  if [ "$status" -ne "$want" ]; then
    cat "$text"
    fail "the plan ended with $status, want $want"
  fi
  sed -n '/^ *# .* be /p; /^Plan:/p; /^No changes/p' "$text"
}

# Settings of the caller must not lead the demo to another node.
for name in $(compgen -e | grep -E '^(DATAIKU|DKU|TF)_' | grep -v '^TF_LOG'); do unset "$name"; done
program=$(find_program | tail -n 1)
case $program in /*) ;; *) program=$PWD/$program ;; esac
say "building the provider and the emulator, for $program"
build
export TF_CLI_CONFIG_FILE=$work/cli.tfrc CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_CLI_ARGS=-no-color
start_emulator
echo "DSS at $DATAIKU_HOST, Govern at $DATAIKU_GOVERN_HOST"

mkdir "$work/demo"
cp -R "$here"/*.tf "$here"/*.tfvars "$here/modules" "$work/demo"
newer=
if "$program" version | grep -q '^Terraform' && at_least "$(version_of "$program")" 1.14; then
  newer=yes # actions and queries, which others take for syntax errors
  cp "$here"/terraform-1.14/* "$work/demo"
fi
cd "$work/demo"
say "init, plan, apply"
"$program" init -input=false >init.txt || { cat init.txt; fail "init failed"; }
sed -n '/^- Install/p; /has been successfully/p' init.txt
plan 2 plan.txt -out=demo.tfplan
"$program" apply -input=false demo.tfplan

say "what was made"
"$program" state list
objects=$("$program" show -json | verify count)

if [ -n "$newer" ]; then
  say "a query and two actions"
  "$program" query
  for action in dataiku_connection_test.warehouse dataiku_code_env_update_packages.forecasting; do
    "$program" apply -input=false -auto-approve -refresh=false -invoke="action.$action"
  done
fi

say "the second plan"
plan 0 plan.txt

say "changing ${#drifts[@]} things behind Terraform's back"
verify change "$DATAIKU_HOST/emulator/documents/groups/analysts" description '"Changed by somebody"'
verify change "$DATAIKU_GOVERN_HOST/emulator/documents/roles/ro.legal_reviewer" label '"Changed by somebody"'
plan 2 plan.txt -out=drift.tfplan
"$program" show drift.tfplan
"$program" show -json drift.tfplan | verify plan "${drifts[@]}"
echo "The plan names these two and nothing else."

say "repairing them"
"$program" apply -input=false drift.tfplan
plan 0 plan.txt

summary="demo: $objects objects applied, second plan empty, ${#drifts[@]} drifts found and repaired"
if [ -n "$keep" ]; then
  kept=yes
  say "kept for play"
  cat <<EOT
  cd $work/demo
  export TF_CLI_CONFIG_FILE=$TF_CLI_CONFIG_FILE DATAIKU_HOST=$DATAIKU_HOST DATAIKU_API_KEY=$DATAIKU_API_KEY
  export DATAIKU_GOVERN_HOST=$DATAIKU_GOVERN_HOST DATAIKU_GOVERN_API_KEY=$DATAIKU_GOVERN_API_KEY
  $program plan

To end it: kill $emulator && rm -rf $work
EOT
  echo "$summary, kept"
  exit 0
fi

say "destroying everything"
plan 2 plan.txt -destroy -out=destroy.tfplan
"$program" apply -input=false destroy.tfplan
[ -z "$("$program" state list)" ] || fail "destroy left something"
echo "$summary, destroyed"
