using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Archive;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Adapters.Tests.Archive;

public sealed class ArchiveSettingsTests
{
    [Fact]
    public void Files_are_the_default_and_the_archive_is_its_own_door()
    {
        using var services = Services([]);

        Assert.IsType<FilesArchive>(services.GetRequiredService<IArchive>());
        Assert.Same(services.GetRequiredService<IArchive>(), services.GetRequiredService<IVideoDoor>());
    }

    [Fact]
    public void An_address_with_an_identity_opens_Azure()
    {
        using var services = Services(new()
        {
            ["Sessions:Archive:Provider"] = "AZURE",
            ["Sessions:Archive:ServiceUri"] = "https://account.blob.core.windows.net",
        });

        Assert.IsType<AzureArchive>(services.GetRequiredService<IArchive>());
    }

    [Theory]
    [InlineData("Provider", "Foo", "Sessions:Archive:Provider: found 'Foo' — expected Files or Azure")]
    [InlineData("Provider", "1", "Sessions:Archive:Provider: found '1' — expected Files or Azure")]
    [InlineData("Directory", " ", "Sessions:Archive:Directory: found ' ' — expected a directory")]
    public void A_wrong_setting_is_named_with_what_is_expected(string key, string value, string message) =>
        Assert.Equal(message, Wrong(new() { [$"Sessions:Archive:{key}"] = value }));

    [Theory]
    [InlineData(null, null, "Sessions:Archive: found neither ServiceUri and ConnectionString — expected one of them")]
    [InlineData("https://a.example.org", "UseDevelopmentStorage=true",
        "Sessions:Archive: found both ServiceUri and ConnectionString — expected one of them")]
    [InlineData("http://a.example.org", null,
        "Sessions:Archive:ServiceUri: found 'http://a.example.org' — expected https://ACCOUNT.blob.core.windows.net")]
    public void Azure_wants_one_way_to_sign_in(string? address, string? connection, string message) =>
        Assert.Equal(message, Wrong(new()
        {
            ["Sessions:Archive:Provider"] = "Azure",
            ["Sessions:Archive:ServiceUri"] = address,
            ["Sessions:Archive:ConnectionString"] = connection,
        }));

    [Theory]
    [InlineData("No")]
    [InlineData("a--b")]
    [InlineData("-ab")]
    public void A_container_has_a_name_that_Azure_takes(string container) =>
        Assert.Equal(
            $"Sessions:Archive:Container: found '{container}' — expected 3 to 63 of a-z, 0-9 and single hyphens, with "
                + "a letter or digit at both ends",
            Wrong(new()
            {
                ["Sessions:Archive:Provider"] = "Azure",
                ["Sessions:Archive:ServiceUri"] = "https://account.blob.core.windows.net",
                ["Sessions:Archive:Container"] = container,
            }));

    internal static ServiceProvider Services(Dictionary<string, string?> settings, TimeProvider? clock = null) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(clock ?? TimeProvider.System)
            .AddArchive()
            .BuildServiceProvider();

    private static string Wrong(Dictionary<string, string?> settings)
    {
        using var services = Services(settings);
        return Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IArchive>()).Message;
    }
}
