using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Teams;
using Sessions.Adapters.Tests.Resilience;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Teams;

/// <summary>Where the links that answers carry may lead, and what goes along.</summary>
public sealed class LinkTests
{
    private const string Recordings = "GET " + Given.Meeting + "/recordings";

    private const string Odd = "/recordings?$skiptoken=a%2Fb%3D%3D&x=%27%26%27&empty=&$top=1";

    [Fact]
    public async Task A_next_page_is_asked_for_byte_for_byte_and_with_our_token()
    {
        await using var server = await WireServer.StartAsync();
        server.On(Recordings, Page("V1", $"http://127.0.0.1:{server.Port}{Given.Meeting}{Odd}"));
        server.On("GET " + Given.Meeting + Odd, Page("V2", next: null));

        var found = await ListAsync(server);

        Assert.Equal(["V1", "V2"], found.Select(one => one.Id));
        Assert.Equal("GET " + Given.Meeting + Odd, server.Requests.Last().Line);
        Assert.All(server.Requests, request => Assert.Equal("Bearer secret", request.Authorization));
    }

    [Theory]
    [InlineData("http://localhost:{0}/steal")]
    [InlineData("http://127.0.0.1:{1}/steal")]
    [InlineData("https://127.0.0.1:{0}/steal")]
    [InlineData("http://graph.microsoft.com.evil.example/steal")]
    public async Task A_next_page_elsewhere_is_not_asked_for_at_all(string link)
    {
        await using var server = await WireServer.StartAsync();
        await using var other = await WireServer.StartAsync();
        var next = string.Format(System.Globalization.CultureInfo.InvariantCulture, link, server.Port, other.Port);
        server.On(Recordings, Page("V1", next));

        var fault = await Given.FaultAsync(() => ListAsync(server));

        Assert.Equal(FaultKind.Permanent, fault.Kind);
        Assert.Contains("was not followed", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("steal", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, request => request.Line.Contains("steal", StringComparison.Ordinal));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_list_that_is_redirected_elsewhere_goes_without_our_token()
    {
        await using var server = await WireServer.StartAsync();
        await using var other = await WireServer.StartAsync();
        server.On(Recordings, context =>
        {
            context.Response.Redirect($"http://127.0.0.1:{other.Port}/moved");
            return Task.CompletedTask;
        });
        other.On("GET /moved", Page("V1", next: null));

        Assert.Single(await ListAsync(server));
        Assert.Equal(("GET /moved", null), Assert.Single(other.Requests));
    }

    private static Func<HttpContext, Task> Page(string id, string? next) => context =>
    {
        context.Response.ContentType = "application/json";
        var link = next is null ? "" : $",\"@odata.nextLink\":\"{next}\"";
        return context.Response.WriteAsync(
            $$"""{"value":[{"id":"{{id}}","createdDateTime":"2025-10-22T17:02:11Z"}]{{link}} }""");
    };

    private static async Task<IReadOnlyCollection<SourceRecording>> ListAsync(WireServer server)
    {
        var options = new TeamsOptions
        {
            Endpoint = $"http://127.0.0.1:{server.Port}/v1.0",
            AllowedHosts = "127.0.0.1,localhost",
        };
        var time = new SwiftTime(Given.AttemptTimeout);
        var client = GraphClients.Create(
            options, GraphClients.Bearer(options, new FixedToken()), Given.Retrying(time), GraphClients.Network());
        return await new TeamsRecordings(new(client, time, time), Options.Create(options), TimeProvider.System)
            .ListRecordingsAsync(Given.Becky, Given.MeetingId, TestContext.Current.CancellationToken);
    }
}
