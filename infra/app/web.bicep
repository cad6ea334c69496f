// The learners' pages and the API: open to the Internet, holds no Graph right.
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
  tags: union(tags, { 'azd-service-name': 'web' })
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        allowInsecure: false
        targetPort: 8080
        transport: 'auto'
      }
      registries: [{ server: registry, identity: identityId }]
      secrets: [{ name: 'links-key', keyVaultUrl: linkKeyUri, identity: identityId }]
    }
    template: {
      containers: [
        {
          name: 'web'
          image: empty(image) ? standIn : image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(settings, [
            { name: 'AZURE_CLIENT_ID', value: identityClientId }
            // The environment's ingress: its own ranges, which no client has, and the subnet it stands in.
            { name: 'Sessions__Web__KnownProxies', value: '100.64.0.0/10 10.20.0.0/23' }
            { name: 'Sessions__Links__Key', secretRef: 'links-key' }
          ])
          probes: empty(image)
            ? []
            : [
                { type: 'Liveness', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 30 }
                { type: 'Readiness', httpGet: { path: '/health/ready', port: 8080 }, periodSeconds: 10 }
              ]
        }
      ]
      scale: { minReplicas: 1, maxReplicas: 4 }
    }
  }
}
