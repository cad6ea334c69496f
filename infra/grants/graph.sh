#!/usr/bin/env bash
# Gives the worker's identity, and no other, the Graph application permissions it needs. Run once, signed in to az as
# someone who may consent for the tenant (Privileged Role Administrator); repeating it changes nothing.
#   infra/grants/graph.sh "$SESSIONS_WORKER_PRINCIPAL_ID"
set -euo pipefail

principal=${1:?usage: graph.sh <object id of the worker identity> [--remove-originals]}
roles=(
    Calendars.ReadWrite               # the events
    OnlineMeetings.ReadWrite.All      # recording on, lobby open
    OnlineMeetingRecording.Read.All
    OnlineMeetingTranscript.Read.All
    OnlineMeetingArtifact.Read.All    # attendance
    Mail.Send
)
# Only where a course says "original: remove": Graph deletes no recording, only its file in OneDrive.
[ "${2-}" != --remove-originals ] || roles+=(Files.ReadWrite.All)

graph=https://graph.microsoft.com/v1.0
# Microsoft Graph's own application id, the same in every tenant.
resource=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id -o tsv)
held=$(az rest --url "$graph/servicePrincipals/$principal/appRoleAssignments" --query 'value[].appRoleId' -o tsv)

for role in "${roles[@]}"; do
    id=$(az ad sp show --id "$resource" --query "appRoles[?value=='$role' && contains(allowedMemberTypes, 'Application')].id" -o tsv)
    [ -n "$id" ] || { echo "Graph knows no application permission $role" >&2; exit 1; }
    if grep -qF "$id" <<<"$held"; then
        echo "held     $role"
        continue
    fi
    az rest --method POST --url "$graph/servicePrincipals/$principal/appRoleAssignments" --output none \
        --body "{\"principalId\":\"$principal\",\"resourceId\":\"$resource\",\"appRoleId\":\"$id\"}"
    echo "granted  $role"
done
