// PostgreSQL that takes Entra tokens and no password. The database and its two roles are made by
// grants/database.sql: that needs the administrator, not a deployment.
param location string
param tags object

@minLength(13)
param token string

param adminId string
param adminName string

param subnetId string
param dnsZoneId string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: 'psql-${token}'
  location: location
  tags: tags
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '17'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    network: { publicNetworkAccess: 'Disabled' }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }

  resource admin 'administrators' = {
    name: adminId
    properties: {
      principalName: adminName
      principalType: 'User'
      tenantId: tenant().tenantId
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-${server.name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: server.name
        properties: { privateLinkServiceId: server.id, groupIds: ['postgresqlServer'] }
      }
    ]
  }
  // The server takes one change at a time.
  dependsOn: [server::admin]

  resource zone 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        { name: 'postgres', properties: { privateDnsZoneId: dnsZoneId } }
      ]
    }
  }
}

output serverName string = server.name
output host string = server.properties.fullyQualifiedDomainName
output connection string = 'Host=${server.properties.fullyQualifiedDomainName};Database=sessions;SSL Mode=VerifyFull'
