// Does what is due: holds the Graph and mail rights, and listens to nobody.
param location string
param tags object
param name string
param environmentId string
param registry string

@description('Empty until azd has pushed the first one.')
param image string

param identityId string
param identityClientId string
param linkKeyUri string
param settings array

// Answers on the same port and needs nothing, so that the app can be made before there is an image of ours.
var standIn = 'mcr.microsoft.com/dotnet/samples:aspnetapp'

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  // azd finds the app that it deploys to by this tag.
  tags: union(tags, { 'azd-service-name': 'worker' })
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      registries: [{ server: registry, identity: identityId }]
      secrets: [{ name: 'links-key', keyVaultUrl: linkKeyUri, identity: identityId }]
    }
    template: {
      containers: [
        {
          name: 'worker'
          image: empty(image) ? standIn : image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: concat(settings, [
            { name: 'AZURE_CLIENT_ID', value: identityClientId }
            { name: 'Sessions__Links__Key', secretRef: 'links-key' }
          ])
        }
      ]
      // Always one: nobody's request would wake it. More may run side by side where one is not enough.
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
}
