using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Teams;
using Sessions.Attendance;
using Sessions.Meetings;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class TeamsOptionsTests
{
    [Fact]
    public void Nothing_need_be_set() => Assert.Empty(Problems([]));

    private const string WithVersion = "an address with its version, https://graph.microsoft.com/v1.0";

    private const string OneSecond = "a period of a second or more, as in PT60S";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Endpoint", "graph", WithVersion },
        { "Endpoint", "https://graph.microsoft.com", WithVersion },
        { "Endpoint", "http://graph.microsoft.com/v1.0", "https: a token never travels in the clear" },
        { "Credential", "Foo", "Default, Secret or None" },
        { "Credential", "1", "Default, Secret or None" },
        { "AllowedHosts", "example.org, example.net", "a list with the endpoint's host, graph.microsoft.com" },
        { "IdleTimeout", "60", OneSecond },
        { "IdleTimeout", "P1M", OneSecond },
        { "IdleTimeout", "PT0S", OneSecond },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_what_is_expected(string key, string value, string expected) =>
        Assert.Equal(
            [$"Sessions:Teams:{key}: found '{value}' — expected {expected}"], Problems(new() { [key] = value }));

    [Fact]
    public void A_secret_needs_all_three_and_all_are_told_at_once() => Assert.Equal(
        [
            "Sessions:Teams:TenantId: found '' — expected a value, since Credential is Secret",
            "Sessions:Teams:ClientId: found '' — expected a value, since Credential is Secret",
            "Sessions:Teams:ClientSecret: found '' — expected a value, since Credential is Secret",
        ],
        Problems(new() { ["Credential"] = "secret", ["ClientId"] = " " }));

    public static TheoryData<string> Credentials => ["default", "Secret", "NONE"];

    [Theory]
    [MemberData(nameof(Credentials))]
    public void Each_credential_gives_all_three_ports(string credential)
    {
        using var services = Services(new()
        {
            ["Endpoint"] = "http://localhost:5099/v1.0/",
            ["Credential"] = credential,
            ["TenantId"] = "00000000-0000-4000-8000-000000000000",
            ["ClientId"] = "00000000-0000-4000-8000-000000000001",
            ["ClientSecret"] = "s",
        });

        Assert.IsType<TeamsMeetings>(services.GetRequiredService<IMeetingProvider>());
        Assert.IsType<TeamsAttendance>(services.GetRequiredService<IAttendanceSource>());
        Assert.IsType<TeamsRecordings>(services.GetRequiredService<IRecordingSource>());
    }

    private static IEnumerable<string> Problems(Dictionary<string, string?> settings)
    {
        using var services = Services(settings);
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(one => $"Sessions:Teams:{one.Key}", one => one.Value))
            .Build())
        .AddLogging()
        .AddTeams()
        .BuildServiceProvider();
}
