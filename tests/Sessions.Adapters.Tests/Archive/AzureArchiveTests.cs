using System.Globalization;
using System.Net;
using System.Web;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Watching;

namespace Sessions.Adapters.Tests.Archive;

/// <summary>Against the emulator that <c>SESSIONS_TEST_AZURITE</c> gives the connection string of.</summary>
[Trait("Service", "Azurite")]
public sealed class AzureArchiveTests : ArchiveContract, IAsyncDisposable
{
    private readonly string _container = $"test-{Guid.NewGuid():n}";
    private readonly FixedClock _clock = new();
    private readonly List<ServiceProvider> _opened = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _opened)
            await services.DisposeAsync();
    }

    [Fact]
    public async Task The_hash_of_the_whole_and_the_type_are_kept_with_the_blob()
    {
        await CommitAsync(Open(), await StageAsync(Open(), "aaaa", "bb"));
        await Open().SealAsync(Name, "video/mp4", Md5("whole"), Cancel);

        using var answer = await GetAsync(await DoorAsync());

        Assert.Equal("video/mp4", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(Md5("whole"), answer.Content.Headers.ContentMD5);
        Assert.Equal("aaaabb", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task The_door_leads_to_one_blob_for_reading_until_its_time_is_over()
    {
        await CommitAsync(Open(), await StageAsync(Open(), "aaaa", "bb"));

        var address = await DoorAsync();

        var grant = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal("r", grant["sp"]);
        Assert.Equal("b", grant["sr"]);
        Assert.Null(grant["st"]);
        Assert.Equal("https,http", grant["spr"]);
        Assert.Equal(
            (_clock.Now + TimeSpan.FromHours(2)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            grant["se"]);
        Assert.EndsWith($"/{_container}/{Name}", address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_opens_nothing_else()
    {
        await CommitAsync(Open(), await StageAsync(Open(), "aaaa", "bb"));
        await Open().WriteAsync("maps/other.json", "{}"u8.ToArray(), "application/json", Cancel);
        var address = await DoorAsync();

        using var part = await GetAsync(address, "bytes=3-4");
        using var other = await GetAsync(
            new Uri(address.AbsoluteUri.Replace(Name, "maps/other.json", StringComparison.Ordinal)));
        using var bare = await GetAsync(new Uri(address.GetLeftPart(UriPartial.Path)));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("ab", await part.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        // The emulator says 403 where Azure says 404 or 409.
        Assert.False(bare.IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_address_whose_time_is_over_opens_nothing()
    {
        await CommitAsync(Open(), await StageAsync(Open(), "aaaa", "bb"));
        _clock.Now -= TimeSpan.FromDays(1);

        using var answer = await GetAsync(await DoorAsync());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task There_is_no_door_to_what_is_not_there() =>
        Assert.Null(await ((IVideoDoor)Open()).OpenAsync("maps/none.mp4", Duration.FromHours(1), Cancel));

    [Fact]
    public async Task A_wrong_key_is_for_a_person_to_change()
    {
        var wrong = string.Join(';', ConnectionString.Split(';').Select(
            p => p.StartsWith("AccountKey=", StringComparison.Ordinal) ? "AccountKey=AAAA" : p));

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(
            () => Open(wrong).FindAsync("maps/none.mp4", Cancel));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.False(fault.Message.Contains("AAAA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_proves_the_right_to_write_and_leaves_nothing_to_find()
    {
        Assert.Null(await CheckAsync());
        Assert.Null(await CheckAsync());

        Assert.Empty(await new BlobContainerClient(ConnectionString, _container).GetBlobsAsync(cancellationToken: Cancel)
            .ToListAsync(Cancel));
    }

    protected override IArchive Open() => Open(ConnectionString);

    internal static string ConnectionString =>
        Environment.GetEnvironmentVariable("SESSIONS_TEST_AZURITE")
        ?? throw new InvalidOperationException("SESSIONS_TEST_AZURITE is not set: tests/run starts the emulator");

    /// <summary>What opens a container of the emulator, or of what stands before it.</summary>
    internal static Dictionary<string, string?> Settings(string connectionString, string container) => new()
    {
        ["Sessions:Archive:Provider"] = "azure",
        ["Sessions:Archive:ConnectionString"] = connectionString,
        ["Sessions:Archive:Container"] = container,
    };

    private IArchive Open(string connectionString) => Services(connectionString).GetRequiredService<IArchive>();

    private Task<ArchiveFinding?> CheckAsync() =>
        Services(ConnectionString).GetRequiredService<IArchiveCheck>().CheckAsync(Cancel);

    private ServiceProvider Services(string connectionString)
    {
        var services = ArchiveSettingsTests.Services(Settings(connectionString, _container), _clock);
        _opened.Add(services);
        return services;
    }

    private async Task<Uri> DoorAsync() => Assert.IsType<VideoRedirect>(
        await ((IVideoDoor)Open()).OpenAsync(Name, Duration.FromHours(2), Cancel)).Address;

    private static async Task<HttpResponseMessage> GetAsync(Uri address, string? range = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (range is not null)
            request.Headers.Add("Range", range);
        return await client.SendAsync(request, Cancel);
    }

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
