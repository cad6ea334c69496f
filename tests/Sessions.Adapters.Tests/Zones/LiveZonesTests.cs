using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Sessions.Adapters.Zones;
using Sessions.Courses;

namespace Sessions.Adapters.Tests.Zones;

public sealed class LiveZonesTests : IDisposable
{
    private static readonly Instant NovemberInManitoba = Instant.FromUtc(2026, 11, 12, 16, 0);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-test-");

    private string File => Path.Combine(_folder.FullName, "tzdb.nzd");

    [Fact]
    public void Without_a_file_the_data_are_those_of_the_program()
    {
        using var services = Services(file: null);

        var zones = services.GetRequiredService<IDateTimeZoneProvider>();

        Assert.Equal(DateTimeZoneProviders.Tzdb.VersionId, zones.VersionId);
        Assert.Equal(DateTimeZoneProviders.Tzdb.Ids, zones.Ids);
    }

    [Fact]
    public void A_file_gives_its_own_data()
    {
        System.IO.File.WriteAllBytes(File, TzdbFiles.Older);
        using var services = Services(File);

        var zones = services.GetRequiredService<IDateTimeZoneProvider>();

        Assert.Equal(TzdbFiles.OlderVersion, ZoneData.VersionOf(zones));
        Assert.Equal(Offset.FromHours(-6), zones["America/Winnipeg"].GetUtcOffset(NovemberInManitoba));
    }

    [Fact]
    public async Task A_newer_file_takes_its_place_while_the_host_runs_and_is_told()
    {
        Replace(TzdbFiles.Older);
        using var services = Services(File);
        var zones = services.GetRequiredService<LiveZones>();

        await ReplaceAsync(zones, TzdbFiles.Newer);

        Assert.Equal(TzdbFiles.NewerVersion, ZoneData.VersionOf(zones));
        Assert.Equal(Offset.FromHours(-5), zones["America/Winnipeg"].GetUtcOffset(NovemberInManitoba));
        Assert.Equal(Offset.FromHours(-6), zones["America/Chicago"].GetUtcOffset(NovemberInManitoba));
    }

    [Fact]
    public async Task A_file_that_breaks_leaves_what_was_there_and_one_that_is_mended_is_taken()
    {
        Replace(TzdbFiles.Older);
        using var services = Services(File);
        var zones = services.GetRequiredService<LiveZones>();
        var change = zones.Watch();

        Replace(TzdbFiles.Newer[..50_000]);
        await Task.Delay(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        Assert.False(change.HasChanged);
        Assert.Equal(TzdbFiles.OlderVersion, ZoneData.VersionOf(zones));

        await ReplaceAsync(zones, TzdbFiles.Newer);
        Assert.Equal(TzdbFiles.NewerVersion, ZoneData.VersionOf(zones));
    }

    [Theory]
    [InlineData(null, "which cannot be read")]
    [InlineData(0, "which is no zone data, or only part of it")]
    [InlineData(1, "which is no zone data, or only part of it")]
    [InlineData(50_000, "which is no zone data, or only part of it")]
    public void A_file_that_is_no_zone_data_stops_the_host_with_the_settings_name(int? length, string wrong)
    {
        if (length is { } bytes)
            System.IO.File.WriteAllBytes(File, TzdbFiles.Older[..bytes]);
        using var services = Services(File);

        var failure = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(
            $"Sessions:Tzdb:File: found '{File}', {wrong} — expected a time zone file such as tzdb2026f.nzd from "
            + "https://nodatime.org/tzdb",
            Assert.Single(failure.Failures));
    }

    [Fact]
    public void Whatever_a_file_holds_it_is_refused_in_words()
    {
        // Every 3000th byte turned over, one after the other.
        for (var place = 0; place < TzdbFiles.Older.Length; place += 3000)
        {
            var bytes = TzdbFiles.Older.ToArray();
            bytes[place] ^= 0xFF;
            System.IO.File.WriteAllBytes(File, bytes);

            if (Record.Exception(() => ZoneFile.Read(File)) is { } failure)
                Assert.IsType<ZoneFileException>(failure);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ServiceProvider Services(string? file)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Sessions:Tzdb:File"] = file };
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddZones()
            .BuildServiceProvider(validateScopes: true);
    }

    private async Task ReplaceAsync(LiveZones zones, byte[] bytes)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = zones.Watch().RegisterChangeCallback(_ => fired.TrySetResult(), state: null);
        Replace(bytes);
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    // As an operator should: the whole file, under its name at once.
    private void Replace(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File + ".new", bytes);
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }
}
