// The key all learners' links are made from. It is made here, once, inside Azure: it is in no parameter, no output,
// no deployment's history, and no second deployment makes another.
param location string
param tags object

@minLength(13)
param token string

param webPrincipalId string
param workerPrincipalId string

var roles = {
  user: '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
  officer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7' // Key Vault Secrets Officer
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${token}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

resource maker 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-sessions-keymaker-${token}'
  location: location
  tags: tags
}

resource makerWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, maker.id, roles.officer)
  properties: {
    principalId: maker.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.officer)
  }
}

resource hostsRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for principal in [webPrincipalId, workerPrincipalId]: {
    scope: vault
    name: guid(vault.id, principal, roles.user)
    properties: {
      principalId: principal
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.user)
    }
  }
]

resource linkKey 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'make-link-key'
  location: location
  tags: tags
  kind: 'AzureCLI'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${maker.id}': {} } }
  properties: {
    azCliVersion: '2.63.0'
    retentionInterval: 'PT1H'
    timeout: 'PT15M'
    cleanupPreference: 'Always'
    environmentVariables: [{ name: 'VAULT', value: vault.name }]
    scriptContent: loadTextContent('link-key.sh')
  }
  dependsOn: [makerWrites]
}

// Where the key lies, not what it is. Whoever asks for it waits for the whole module, so for the script.
output linkKeyUri string = '${vault.properties.vaultUri}secrets/links-key'
