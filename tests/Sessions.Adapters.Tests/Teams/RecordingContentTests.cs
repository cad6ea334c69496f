using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Teams;
using Sessions.Adapters.Tests.Resilience;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Teams;

public sealed class RecordingContentTests
{
    private const string Content = "GET " + Given.Meeting + "/recordings/Vj1%3D/content";

    private const string Elsewhere = "GET /blob/video.mp4?sig=a%2Bb";

    private static readonly byte[] Bytes = Encoding.ASCII.GetBytes(new string('v', 200_000));

    [Fact]
    public async Task The_bytes_come_with_the_length_and_type_that_were_declared()
    {
        await using var server = await WireServer.StartAsync();
        server.On(Content, SendAsync);
        await using var content = await OpenAsync(server);

        Assert.Equal((Bytes.Length, "video/mp4"), (content.Length, content.ContentType));
        Assert.Equal(Bytes, await ReadAsync(content));
        Assert.All(server.Requests, request => Assert.Equal("Bearer secret", request.Authorization));
    }

    [Fact]
    public async Task A_body_in_chunks_has_no_length()
    {
        await using var server = await WireServer.StartAsync();
        server.On(Content, context => context.Response.Body.WriteAsync(Bytes, Cancel).AsTask());
        await using var content = await OpenAsync(server);

        Assert.Null(content.Length);
        Assert.Equal(Bytes, await ReadAsync(content));
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_followed_without_our_token()
    {
        await using var server = await WireServer.StartAsync();
        server.On(Content, context =>
        {
            context.Response.Redirect($"http://localhost:{server.Port}/blob/video.mp4?sig=a%2Bb");
            return Task.CompletedTask;
        });
        server.On(Elsewhere, SendAsync);
        await using var content = await OpenAsync(server);

        Assert.Equal(Bytes, await ReadAsync(content));
        Assert.Equal((Bytes.Length, "video/mp4"), (content.Length, content.ContentType));
        Assert.Equal([(Content, "Bearer secret"), (Elsewhere, null)], server.Requests.Skip(1));
    }

    [Fact]
    public async Task A_partial_answer_is_taken_as_it_comes()
    {
        await using var server = await WireServer.StartAsync();
        server.On(Content, context =>
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            return SendAsync(context);
        });
        await using var content = await OpenAsync(server);

        Assert.Equal(Bytes, await ReadAsync(content));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_cut_is_a_fault_that_passes(bool declared)
    {
        await using var server = await WireServer.StartAsync();
        var opened = new TaskCompletionSource();
        server.On(Content, async context =>
        {
            context.Response.ContentLength = declared ? Bytes.Length : null;
            await context.Response.Body.WriteAsync(Bytes.AsMemory(0, 1000), Cancel);
            await context.Response.Body.FlushAsync(Cancel);
            await opened.Task;
            context.Abort();
        });
        await using var content = await OpenAsync(server);
        opened.SetResult();

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => ReadAsync(content));

        Assert.Equal(FaultKind.Transient, fault.Kind);
    }

    [Fact]
    public async Task A_body_that_stands_still_is_a_fault_that_passes()
    {
        await using var server = await WireServer.StartAsync();
        server.On(Content, async context =>
        {
            context.Response.ContentLength = Bytes.Length;
            await context.Response.Body.WriteAsync(Bytes.AsMemory(0, 1000), Cancel);
            await context.Response.Body.FlushAsync(Cancel);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var content = await OpenAsync(server, "PT1S");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => ReadAsync(content));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.Contains("sent nothing for 1 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_tried_again()
    {
        await using var server = await WireServer.StartAsync();
        var attempts = 0;
        server.On(Content, context =>
        {
            if (++attempts < 3)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return SendAsync(context);
        });
        await using var content = await OpenAsync(server);

        Assert.Equal(Bytes, await ReadAsync(content));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_fault_that_passes()
    {
        int port;
        await using (var server = await WireServer.StartAsync())
        {
            port = server.Port;
        }

        var fault = await Given.FaultAsync(() => OpenAsync(port, "PT1S"));

        Assert.Equal(FaultKind.Transient, fault.Kind);
    }

    [Fact]
    public void A_long_body_is_not_cut_by_a_limit_on_the_whole_request() => Assert.Equal(
        Timeout.InfiniteTimeSpan,
        GraphClients.Http(
            new Uri("https://graph.test/v1.0"), Given.Retrying(TimeProvider.System), GraphClients.Network()).Timeout);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task SendAsync(HttpContext context)
    {
        context.Response.ContentType = "video/mp4";
        context.Response.ContentLength = Bytes.Length;
        await context.Response.Body.WriteAsync(Bytes, Cancel);
    }

    private static Task<SourceContent> OpenAsync(WireServer server, string idle = "PT60S") =>
        OpenAsync(server.Port, idle);

    private static Task<SourceContent> OpenAsync(int port, string idle)
    {
        var options = new TeamsOptions { Endpoint = $"http://127.0.0.1:{port}/v1.0", IdleTimeout = idle };
        var time = new SwiftTime(Given.AttemptTimeout);
        var client = GraphClients.Create(
            options, GraphClients.Bearer(options, new FixedToken()), Given.Retrying(time), GraphClients.Network());
        var recordings = new TeamsRecordings(new(client, time, time), Options.Create(options), TimeProvider.System);
        return recordings.OpenRecordingAsync(Given.Becky, Given.MeetingId, "Vj1=", Cancel);
    }

    private static async Task<byte[]> ReadAsync(SourceContent content)
    {
        using var copy = new MemoryStream();
        await content.Body.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }
}
