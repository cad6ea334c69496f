using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace Sessions.Hosts.Tests.Web;

/// <summary>Whose word is taken on where a request comes from, by how soon guessing links is refused.</summary>
public sealed class ProxyTests
{
    // Some more than an address may try, at whatever pace.
    private const int Many = 3000;

    [Theory]
    [InlineData(null, "true")]
    [InlineData("10.0.0.0/8 2001:db8::1", "false")]
    public async Task A_forged_address_from_an_unknown_peer_counts_for_nothing(string? known, string framework)
    {
        await using var app = await StartAsync(known, framework);

        Assert.NotNull(await RefusedAsync(app, i => Address(i)));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.20.0.0/23, 127.0.0.0/8")]
    public async Task A_known_proxy_is_believed_and_each_address_behind_it_counts_for_itself(string known)
    {
        await using var app = await StartAsync(known);

        Assert.NotNull(await RefusedAsync(app, _ => "203.0.113.7"));

        Assert.Equal(HttpStatusCode.NotFound, (await GuessAsync(app, 0, "203.0.113.8")).StatusCode);
    }

    [Fact]
    public async Task What_a_client_wrote_before_the_proxy_did_counts_for_nothing()
    {
        await using var app = await StartAsync("127.0.0.1");

        Assert.NotNull(await RefusedAsync(app, i => $"{Address(i)}, 203.0.113.7"));
    }

    [Fact]
    public async Task The_addresses_of_one_IPv6_subscriber_are_one()
    {
        await using var app = await StartAsync("127.0.0.1");

        Assert.NotNull(await RefusedAsync(
            app, i => string.Create(CultureInfo.InvariantCulture, $"2001:db8:1:2::{i + 1:x}")));

        Assert.Equal(HttpStatusCode.NotFound, (await GuessAsync(app, 0, "2001:db8:1:3::1")).StatusCode);
    }

    [Theory]
    [InlineData("proxy.example.org")]
    [InlineData("10.0.0.0/8 10.0.0.0/33")]
    public async Task A_proxy_that_is_no_address_stops_the_host_at_start(string known)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(known));

        Assert.Contains("Sessions:Web:KnownProxies: found '", refusal.Message);
    }

    private static Task<WebApp> StartAsync(string? known, string framework = "false") => WebApp.StartAsync(
        settings: [("Sessions:Web:KnownProxies", known), ("ForwardedHeaders_Enabled", framework)]);

    private static string Address(int i) => string.Create(CultureInfo.InvariantCulture, $"198.51.{i / 250}.{i % 250}");

    private static async Task<HttpResponseMessage?> RefusedAsync(WebApp app, Func<int, string> from)
    {
        for (var i = 0; i < Many; i++)
        {
            var answer = await GuessAsync(app, i, from(i));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
        }
        return null;
    }

    private static Task<HttpResponseMessage> GuessAsync(WebApp app, int guess, string from) =>
        app.SendAsync(HttpMethod.Get, $"/l/guess-{guess}", ("X-Forwarded-For", from));
}
