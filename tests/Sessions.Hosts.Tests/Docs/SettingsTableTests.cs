using System.Text.RegularExpressions;
using Sessions.Adapters.Archive;
using Sessions.Adapters.Database;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Mail;
using Sessions.Adapters.Replies;
using Sessions.Adapters.Zones;
using Sessions.Web.Settings;
using Sessions.Worker.Settings;

namespace Sessions.Hosts.Tests.Docs;

public sealed partial class SettingsTableTests
{
    [Fact]
    public void The_table_lists_every_setting_and_no_other()
    {
        var bound = Of<PublicUrlOptions>("")
            .Concat(Of<DatabaseOptions>("Database:")).Concat(Of<LinksOptions>("Links:"))
            .Concat(Of<TeamsOptions>("Teams:")).Concat(Of<MailOptions>("Mail:"))
            .Concat(Of<ReplyOptions>("Replies:"))
            .Concat(Of<ArchiveOptions>("Archive:")).Concat(Of<RecordingsOptions>("Recordings:"))
            .Concat(Of<ZoneOptions>("Tzdb:")).Concat(Of<ApiOptions>("Api:"))
            .Concat(Of<ProxyOptions>("Web:"));

        Assert.Equal(bound.Order(StringComparer.Ordinal), Documented().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Documented() =>
        Row.Matches(Documents.Read("src/README.md")).Select(m => m.Groups["key"].Value);

    private static IEnumerable<string> Of<T>(string section) =>
        typeof(T).GetProperties().Where(p => p.CanWrite).Select(p => $"Sessions:{section}{p.Name}");

    [GeneratedRegex(@"^\| `(?<key>Sessions:[A-Za-z:]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row { get; }
}
