// The archive. No account key works here and nothing is public: the worker writes under its identity, the web host
// writes what is handed in and signs short-lived links under its own.
param location string
param tags object

@minLength(13)
param token string

param webPrincipalId string
param workerPrincipalId string

var roles = {
  contributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor
  delegator: 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a' // Storage Blob Delegator
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 30 }
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
    }

    resource recordings 'containers' = {
      name: 'recordings'
      properties: { publicAccess: 'None' }
    }
  }
}

resource workerWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobs::recordings
  name: guid(account::blobs::recordings.id, workerPrincipalId, roles.contributor)
  properties: {
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.contributor)
  }
}

// Not a reader: an instructor's 'recording --add' comes in through the web host. What it could delete comes back for 30 days.
resource webWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobs::recordings
  name: guid(account::blobs::recordings.id, webPrincipalId, roles.contributor)
  properties: {
    principalId: webPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.contributor)
  }
}

// A user delegation key is the account's, so this right cannot be narrower. What it signs is no wider than webWrites.
resource webSigns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, webPrincipalId, roles.delegator)
  properties: {
    principalId: webPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.delegator)
  }
}

output blobEndpoint string = account.properties.primaryEndpoints.blob
output containerName string = account::blobs::recordings.name
