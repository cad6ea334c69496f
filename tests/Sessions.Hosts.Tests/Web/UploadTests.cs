using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Sessions.Recordings;
using Sessions.Tests.Recordings;
using Sessions.Web.Api;

namespace Sessions.Hosts.Tests.Web;

/// <summary>What the API answers to recordings that are handed in and cannot be taken, and what it leaves behind.</summary>
public abstract class UploadContract
{
    // More than one block, so that some are staged before the end shows what is wrong.
    private const int Length = 9 * 1024 * 1024;

    private static readonly byte[] Video = SampleVideo.Of(Length);

    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Video));

    protected abstract (string Key, string? Value)[] Archive { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_length_nothing_is_read()
    {
        await using var app = await StartAsync();
        using var request = Put(app, Video);
        request.Headers.TransferEncodingChunked = true;

        using var answer = await app.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.LengthRequired, answer.StatusCode);
        Assert.Contains("Content-Length is missing", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Empty(await NamesAsync(app));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.mp4", UploadLimits.Video + 1)]
    [InlineData("1/captions", UploadLimits.Captions + 1)]
    public async Task What_is_too_long_is_refused_before_a_byte_of_it_is_sent(string name, long length)
    {
        await using var app = await StartAsync();
        using var body = new Promised(length);
        using var request = Put(app, name, body);
        request.Headers.ExpectContinue = true;
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("at most", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.False(body.Sent);
        Assert.Empty(await NamesAsync(app));
    }

    [Fact]
    public async Task What_is_no_whole_recording_is_refused_and_leaves_nothing_and_the_whole_one_is_taken()
    {
        await using var app = await StartAsync();
        foreach (var wrong in new[] { Video[..^1], [.. "<html>"u8, .. Video], [.. Video[..^1], (byte)(Video[^1] ^ 1)] })
        {
            using var refused = await app.Client.SendAsync(Put(app, wrong), Cancel);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
            Assert.Empty(await NamesAsync(app));
        }

        using var taken = await app.Client.SendAsync(Put(app, Video), Cancel);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal([".json", ".mp4"], (await NamesAsync(app)).Select(n => Path.GetExtension(n)).Order(StringComparer.Ordinal));
    }

    /// <summary>Everything that stands in the archive, half-made files among them.</summary>
    private protected abstract Task<IReadOnlyList<string>> NamesAsync(WebApp app);

    private Task<WebApp> StartAsync() => WebApp.StartAsync(new World { KeepsArchive = false }, Archive);

    private protected static string NameIn(World world)
    {
        var session = world.Ledger.Courses[World.CourseId].Sessions.Single(s => s.Id == World.Session1);
        return BlobNames.Video(session.Id, HandMove.Expect(session, Sha256));
    }

    // Named after the right one, whatever is sent.
    private static HttpRequestMessage Put(WebApp app, byte[] body) =>
        Put(app, Sha256 + ".mp4", new ByteArrayContent(body));

    private static HttpRequestMessage Put(WebApp app, string name, HttpContent body)
    {
        var session = World.Session1;
        return new(
            HttpMethod.Put,
            new Uri(app.Client.BaseAddress!, $"/api/v1/courses/{session.Course}/sessions/{session.Slug}/recordings/{name}"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", WebApp.ApiKey) },
            Content = body,
        };
    }

    /// <summary>A body of which only the length is known.</summary>
    private sealed class Promised(long length) : HttpContent
    {
        public bool Sent { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Sent = true;
            return Task.CompletedTask;
        }

        protected override bool TryComputeLength(out long known)
        {
            known = length;
            return true;
        }
    }
}

public sealed class FilesUploadTests : UploadContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-upload-");

    protected override (string Key, string? Value)[] Archive =>
        [("Sessions:Archive:Provider", "Files"), ("Sessions:Archive:Directory", _folder.FullName)];

    public void Dispose() => _folder.Delete(recursive: true);

    private protected override Task<IReadOnlyList<string>> NamesAsync(WebApp app) => Task.FromResult<IReadOnlyList<string>>(
        [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => f.Name)]);
}

[Trait("Service", "Azurite")]
public sealed class AzureUploadTests : UploadContract
{
    private readonly string _container = $"upload-{Guid.NewGuid():n}";

    protected override (string Key, string? Value)[] Archive =>
    [
        ("Sessions:Archive:Provider", "Azure"), ("Sessions:Archive:Container", _container),
        ("Sessions:Archive:ConnectionString", Azurite),
    ];

    private static string Azurite => Environment.GetEnvironmentVariable("SESSIONS_TEST_AZURITE")
        ?? throw new InvalidOperationException("SESSIONS_TEST_AZURITE is not set: tests/run starts the emulator");

    // What is staged makes no blob, and the storage throws it away by itself.
    private protected override async Task<IReadOnlyList<string>> NamesAsync(WebApp app)
    {
        var archive = app.Services.GetRequiredService<IArchive>();
        var video = NameIn(app.World);
        var names = new List<string>();
        foreach (var name in new[] { video, video + ".manifest.json" })
        {
            if (await archive.FindAsync(name, TestContext.Current.CancellationToken) is not null)
                names.Add(name);
        }
        return names;
    }
}
