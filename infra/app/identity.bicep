// Two hosts, two identities: what the one may do, the other may not.
param location string
param tags object

@minLength(13)
param token string

resource web 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-sessions-web-${token}'
  location: location
  tags: tags
}

resource worker 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-sessions-worker-${token}'
  location: location
  tags: tags
}

output webId string = web.id
output webName string = web.name
output webClientId string = web.properties.clientId
output webPrincipalId string = web.properties.principalId
output workerId string = worker.id
output workerName string = worker.name
output workerClientId string = worker.properties.clientId
output workerPrincipalId string = worker.properties.principalId
