using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Database;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Database;

public sealed class SettingsTests
{
    internal static async Task PrepareAsync(IServiceCollection services)
    {
        await using var host = services.AddLedger().BuildServiceProvider();
        host.GetRequiredService<IStartupValidator>().Validate();
        await host.GetRequiredService<ILedgerStart>().PrepareAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(
        "Oracle", "x", LedgerSamples.Key,
        "Sessions:Database:Provider: found 'Oracle' — expected Sqlite or Postgres")]
    [InlineData(
        "Postgres", null, LedgerSamples.Key,
        "Sessions:Database:ConnectionString: found nothing — expected a PostgreSQL connection string, like " +
        "Host=db.example.org;Database=sessions;Username=sessions")]
    [InlineData(
        "Sqlite", null, null,
        "Sessions:Links:Key: found nothing — expected at least 32 random bytes in base64; " +
        "make them with: openssl rand -base64 32")]
    [InlineData(
        "Sqlite", null, "AAEC",
        "Sessions:Links:Key: found something else — expected at least 32 random bytes in base64; " +
        "make them with: openssl rand -base64 32")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(
        string provider, string? connection, string? key, string message)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => PrepareAsync(TestDatabase.Services(provider, connection, key)));

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_passing_fault()
    {
        var services = TestDatabase.Services(
            "Postgres", "Host=127.0.0.1;Port=1;Username=postgres;Password=secret-word");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => PrepareAsync(services));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.StartsWith("PostgreSQL cannot be reached", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Service", "Postgres")]
    public async Task A_database_that_does_not_exist_is_a_fault_of_the_settings()
    {
        await using var database = await TestDatabase.PostgresAsync();
        var services = TestDatabase.Services(
            "Postgres", database.ConnectionString + ";Username=no_such_user;Database=no_such_database");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => PrepareAsync(services));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
    }
}
