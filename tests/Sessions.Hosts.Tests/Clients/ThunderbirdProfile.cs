using System.Text.Json;

namespace Sessions.Hosts.Tests.Clients;

/// <summary>A profile with one account, and exactly one calendar that can be written to: among several, a dialog
/// would ask, and wait.</summary>
internal static class ThunderbirdProfile
{
    /// <param name="address">The identity's, which has to be the one that is invited.</param>
    /// <param name="smtpPort">Of a server on this machine that takes what is mailed.</param>
    /// <returns>The content of <c>user.js</c>.</returns>
    public static string Preferences(string address, string calendar, int smtpPort)
    {
        (string Name, object Value)[] preferences =
        [
            ("marionette.port", 0),
            ("app.update.enabled", false),
            ("mail.provider.suppress_dialog_on_startup", true),
            ("mail.spotlight.firstRunDone", true),
            ("mail.shell.checkDefaultClient", false),
            ("mailnews.start_page.enabled", false),
            ("mail.openMessageBehavior", 0),
            ("mail.accountmanager.accounts", "account1"),
            ("mail.accountmanager.defaultaccount", "account1"),
            ("mail.account.account1.server", "server1"),
            ("mail.account.account1.identities", "id1"),
            ("mail.server.server1.type", "none"),
            ("mail.server.server1.hostname", "Local Folders"),
            ("mail.server.server1.userName", "nobody"),
            ("mail.server.server1.name", "Local Folders"),
            ("mail.identity.id1.useremail", address),
            ("mail.identity.id1.fullName", "Ana Ruiz"),
            ("mail.identity.id1.smtpServer", "smtp1"),
            ("mail.identity.id1.valid", true),
            ("mail.smtpservers", "smtp1"),
            ("mail.smtp.defaultserver", "smtp1"),
            ("mail.smtpserver.smtp1.type", "smtp"),
            ("mail.smtpserver.smtp1.hostname", "127.0.0.1"),
            ("mail.smtpserver.smtp1.port", smtpPort),
            ("mail.smtpserver.smtp1.authMethod", 1),
            ("mail.smtpserver.smtp1.try_ssl", 0),
            ("calendar.timezone.local", "America/Los_Angeles"),
            ("calendar.timezone.useSystemTimezone", false),
            ("calendar.registry.own.name", calendar),
            ("calendar.registry.own.type", "storage"),
            ("calendar.registry.own.uri", "moz-storage-calendar://"),
            ("calendar.registry.own.imip.identity.key", "id1"),
        ];
        return string.Join('\n', preferences.Select(
            p => $"user_pref({JsonSerializer.Serialize(p.Name)}, {JsonSerializer.Serialize(p.Value)});"));
    }
}
