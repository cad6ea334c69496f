using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Web;
using System.Xml.Linq;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using NodaTime;
using Sessions.Adapters.Archive;

namespace Sessions.Adapters.Tests.Archive;

/// <summary>
/// Without the account's key: signed with a key that Entra delegates. The emulator hands none out, so the service's
/// answer is written down here as its documentation has it (Get User Delegation Key).
/// </summary>
public sealed class AzureSasTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly KeyService _service = new();
    private readonly MovedClock _clock = new() { Now = Noon };

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_delegated_key_signs_for_reading_one_blob_over_https_until_the_stated_time()
    {
        var address = await SignAsync(Open());

        var grant = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal("https://account.blob.core.windows.net/recordings/maps/a.mp4", address.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            ("r", "b", "https", "2026-01-15T12:10:00Z"), (grant["sp"], grant["sr"], grant["spr"], grant["se"]));
        Assert.Equal((KeyService.Object, KeyService.Tenant), (grant["skoid"], grant["sktid"]));
        Assert.Equal("2026-01-16T12:05:00Z", grant["ske"]);
        Assert.NotEmpty(grant["sig"]!);
    }

    [Fact]
    public async Task No_start_is_signed_so_that_a_host_ahead_of_the_service_opens_at_once()
    {
        _clock.Now = Noon + TimeSpan.FromMinutes(14);

        var grant = HttpUtility.ParseQueryString((await SignAsync(Open())).Query);

        Assert.Null(grant["st"]);
        Assert.Equal("2026-01-15T12:24:00Z", grant["se"]);
    }

    [Fact]
    public async Task One_key_signs_a_day_and_the_next_is_fetched_before_it_ends()
    {
        var sas = Open();
        var first = await SignAsync(sas);
        _clock.Now = Noon + TimeSpan.FromHours(23);
        await SignAsync(sas);
        Assert.Single(_service.Asked);

        // The key would end within the address's ten minutes.
        _clock.Now = Noon + TimeSpan.FromHours(24);
        var last = await SignAsync(sas);

        Assert.Equal(2, _service.Asked.Count);
        Assert.NotEqual(Ends(first), Ends(last));

        static string? Ends(Uri address) => HttpUtility.ParseQueryString(address.Query)["ske"];
    }

    [Fact]
    public async Task A_key_is_asked_for_with_the_hosts_identity_for_little_more_than_a_day()
    {
        await SignAsync(Open());

        var (authorization, path, body) = Assert.Single(_service.Asked);
        Assert.Equal("Bearer entra-token", authorization);
        Assert.Equal("/?restype=service&comp=userdelegationkey", path);
        Assert.Equal("2026-01-16T12:05:00Z", XDocument.Parse(body).Root!.Element("Expiry")!.Value);
    }

    private AzureSas Open()
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(_service) };
        return new(new(new Uri("https://account.blob.core.windows.net"), new Identity(), options), _clock);
    }

    private static Task<Uri> SignAsync(AzureSas sas)
    {
        var blob = new BlockBlobClient(new Uri("https://account.blob.core.windows.net/recordings/maps/a.mp4"));
        return sas.ReadOnlyAsync(blob, Duration.FromMinutes(10), TestContext.Current.CancellationToken);
    }

    private sealed class Identity : TokenCredential
    {
        private static readonly AccessToken Token = new("entra-token", DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            Token;

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token);
    }

    private sealed class KeyService : HttpMessageHandler
    {
        public const string Object = "11111111-2222-3333-4444-555555555555";

        public const string Tenant = "66666666-7777-8888-9999-000000000000";

        public ConcurrentQueue<(string? Authorization, string Path, string Body)> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Asked.Enqueue((request.Headers.Authorization?.ToString(), request.RequestUri!.PathAndQuery, body));
            var info = XDocument.Parse(body).Root!;
            var answer = $"""
                <?xml version="1.0" encoding="utf-8"?>
                <UserDelegationKey>
                  <SignedOid>{Object}</SignedOid>
                  <SignedTid>{Tenant}</SignedTid>
                  <SignedStart>{info.Element("Start")?.Value ?? "2026-01-15T12:00:00Z"}</SignedStart>
                  <SignedExpiry>{info.Element("Expiry")!.Value}</SignedExpiry>
                  <SignedService>b</SignedService>
                  <SignedVersion>2025-11-05</SignedVersion>
                  <Value>{Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('k', 32)))}</Value>
                </UserDelegationKey>
                """;
            return new(HttpStatusCode.OK)
            {
                Content = new StringContent(answer, Encoding.UTF8, "application/xml"),
                RequestMessage = request,
            };
        }
    }

    private sealed class MovedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
