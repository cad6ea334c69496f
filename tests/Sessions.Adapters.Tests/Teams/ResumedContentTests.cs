using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Teams;
using Sessions.Adapters.Tests.Resilience;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class ResumedContentTests
{
    private const string Content = "GET " + Given.Meeting + "/recordings/Vj1%3D/content";

    private static readonly byte[] Bytes = Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i:D5}")));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"v1\"", "\"v1\"")]
    [InlineData("W/\"v1\"", null)]
    [InlineData(null, null)]
    public async Task Only_a_strong_ETag_is_a_version(string? etag, string? version)
    {
        await using var server = await WireServer.StartAsync();
        server.On(Content, context => SendAsync(context, etag));

        await using var content = await Recordings(server).OpenRecordingAsync(
            Given.Becky, Given.MeetingId, "Vj1=", Cancel);

        Assert.Equal((0, version, (long?)Bytes.Length), (content.Offset, content.Version, content.Length));
    }

    [Fact]
    public async Task The_rest_is_asked_for_of_the_same_version_and_has_the_length_of_the_whole()
    {
        await using var server = await WireServer.StartAsync();
        var asked = "";
        server.On(Content, context =>
        {
            asked = $"{context.Request.Headers.Range} {context.Request.Headers.IfRange}";
            return SendAsync(context, "\"v1\"");
        });

        await using var content = await ResumeAsync(server, "\"v1\"");

        Assert.Equal("bytes=12000- \"v1\"", asked);
        Assert.Equal((12000, "\"v1\"", (long?)Bytes.Length), (content.Offset, content.Version, content.Length));
        Assert.Equal(Bytes[12000..], await ReadAsync(content));
    }

    [Fact]
    public async Task A_recording_that_changed_comes_whole()
    {
        await using var server = await WireServer.StartAsync();
        server.On(Content, context => SendAsync(context, "\"v2\""));

        await using var content = await ResumeAsync(server, "\"v1\"");

        Assert.Equal((0, "\"v2\""), (content.Offset, content.Version));
        Assert.Equal(Bytes, await ReadAsync(content));
    }

    [Fact]
    public async Task A_rest_that_is_cut_is_a_fault_that_passes()
    {
        await using var server = await WireServer.StartAsync();
        server.On(Content, async context =>
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes 12000-{Bytes.Length - 1}/{Bytes.Length}";
            context.Response.ContentLength = Bytes.Length - 12000;
            await context.Response.Body.WriteAsync(Bytes.AsMemory(12000, 100), Cancel);
        });

        await using var content = await ResumeAsync(server, "\"v1\"");

        Assert.Equal(
            FaultKind.Transient,
            (await Assert.ThrowsAsync<OutsideFaultException>(() => ReadAsync(content))).Kind);
    }

    private static Task SendAsync(HttpContext context, string? etag)
    {
        if (etag is not null)
            context.Response.Headers.ETag = etag;
        // The framework's own answer to Range and If-Range.
        return Results.Bytes(
            Bytes, "video/mp4", enableRangeProcessing: true,
            entityTag: etag is null ? null : Microsoft.Net.Http.Headers.EntityTagHeaderValue.Parse(etag))
            .ExecuteAsync(context);
    }

    private static Task<SourceContent> ResumeAsync(WireServer server, string version) =>
        Recordings(server).ResumeRecordingAsync(
            Given.Becky, Given.MeetingId, "Vj1=", new ResumePoint(12000, version), Cancel);

    private static TeamsRecordings Recordings(WireServer server)
    {
        var options = new TeamsOptions { Endpoint = $"http://127.0.0.1:{server.Port}/v1.0", Credential = "None" };
        var time = new SwiftTime(Given.AttemptTimeout);
        var client = GraphClients.Create(options, Given.Retrying(time), GraphClients.Network());
        return new(new(client, time, TimeProvider.System), Options.Create(options), TimeProvider.System);
    }

    private static async Task<byte[]> ReadAsync(SourceContent content)
    {
        using var copy = new MemoryStream();
        await content.Body.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }
}
