targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Name of the azd environment; part of every name below.')
param environmentName string

@minLength(1)
@description('Region of everything.')
param location string

@description('Object id of who may administer the database: whoever runs azd.')
param databaseAdminId string

@description('User principal name that belongs to databaseAdminId.')
param databaseAdminName string

@description('The mailbox that mails leave from, and whose replies are read.')
param mailFrom string

@description('Application id URI (or client id) of the API\'s app registration.')
param apiAudience string

@description('Set by azd after the first deployment; empty before it.')
param webImage string

@description('Set by azd after the first deployment; empty before it.')
param workerImage string

var tags = { 'azd-env-name': environmentName }
var token = uniqueString(subscription().id, environmentName, location)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'app/identity.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module monitoring 'app/monitoring.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module network 'app/network.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module storage 'app/storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    webPrincipalId: identity.outputs.webPrincipalId
    workerPrincipalId: identity.outputs.workerPrincipalId
  }
}

module database 'app/database.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    adminId: databaseAdminId
    adminName: databaseAdminName
    subnetId: network.outputs.endpointSubnetId
    dnsZoneId: network.outputs.databaseZoneId
  }
}

module vault 'app/vault.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    webPrincipalId: identity.outputs.webPrincipalId
    workerPrincipalId: identity.outputs.workerPrincipalId
  }
}

module platform 'app/platform.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceName: monitoring.outputs.workspaceName
    subnetId: network.outputs.appSubnetId
    webPrincipalId: identity.outputs.webPrincipalId
    workerPrincipalId: identity.outputs.workerPrincipalId
  }
}

var webName = 'ca-web-${token}'
var publicUrl = 'https://${webName}.${platform.outputs.domain}'

// What both hosts are told. The names are those of the settings table.
var settings = [
  { name: 'Sessions__PublicUrl', value: publicUrl }
  { name: 'Sessions__Database__Provider', value: 'Postgres' }
  { name: 'Sessions__Archive__Provider', value: 'Azure' }
  { name: 'Sessions__Archive__ServiceUri', value: storage.outputs.blobEndpoint }
  { name: 'Sessions__Archive__Container', value: storage.outputs.containerName }
]

module web 'app/web.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: webName
    environmentId: platform.outputs.environmentId
    registry: platform.outputs.registryServer
    image: webImage
    identityId: identity.outputs.webId
    identityClientId: identity.outputs.webClientId
    linkKeyUri: vault.outputs.linkKeyUri
    settings: concat(settings, [
      {
        name: 'Sessions__Database__ConnectionString'
        value: '${database.outputs.connection};Username=${identity.outputs.webName}'
      }
      { name: 'Sessions__Api__Authentication', value: 'Entra' }
      {
        name: 'Sessions__Api__Authority'
        value: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
      }
      { name: 'Sessions__Api__Audience', value: apiAudience }
    ])
  }
}

module worker 'app/worker.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'ca-worker-${token}'
    environmentId: platform.outputs.environmentId
    registry: platform.outputs.registryServer
    image: workerImage
    identityId: identity.outputs.workerId
    identityClientId: identity.outputs.workerClientId
    linkKeyUri: vault.outputs.linkKeyUri
    settings: concat(settings, [
      {
        name: 'Sessions__Database__ConnectionString'
        value: '${database.outputs.connection};Username=${identity.outputs.workerName}'
      }
      { name: 'Sessions__Teams__Credential', value: 'Default' }
      { name: 'Sessions__Teams__TenantId', value: tenant().tenantId }
      { name: 'Sessions__Teams__ClientId', value: identity.outputs.workerClientId }
      { name: 'Sessions__Mail__Transport', value: 'Graph' }
      { name: 'Sessions__Mail__From', value: mailFrom }
    ])
  }
}

// azd keeps outputs as the environment's values; those in capitals it looks for by name.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = platform.outputs.registryServer
output SESSIONS_PUBLIC_URL string = publicUrl
output SESSIONS_DATABASE_HOST string = database.outputs.host
output SESSIONS_DATABASE_SERVER string = database.outputs.serverName
output SESSIONS_WEB_IDENTITY string = identity.outputs.webName
output SESSIONS_WEB_PRINCIPAL_ID string = identity.outputs.webPrincipalId
output SESSIONS_WORKER_IDENTITY string = identity.outputs.workerName
output SESSIONS_WORKER_PRINCIPAL_ID string = identity.outputs.workerPrincipalId
output SESSIONS_WORKER_CLIENT_ID string = identity.outputs.workerClientId
