using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Sessions.Adapters.Archive;
using Sessions.Recordings;

namespace Sessions.Adapters.Tests.Archive;

/// <summary>What Azure Storage answers, as it words it, and what the check makes of it.</summary>
public sealed class AzureRefusalTests : IDisposable
{
    private const string Grant = "give its identity the role Storage Blob Data Contributor on the container recordings";

    private readonly Storage _storage = new();

    public static TheoryData<string, string, ArchiveTrouble, string> Refusals => new()
    {
        {
            "AuthorizationPermissionMismatch",
            "This request is not authorized to perform this operation using this permission.",
            ArchiveTrouble.Permission, Grant
        },
        {
            "KeyBasedAuthenticationNotPermitted",
            "Key based authentication is not permitted on this storage account.",
            ArchiveTrouble.KeysOff, "set Sessions:Archive:ServiceUri in place of ConnectionString, and " + Grant
        },
        {
            "AuthorizationFailure", "This request is not authorized to perform this operation.",
            ArchiveTrouble.Network, "allow its network under Networking of the storage account"
        },
        {
            "AuthenticationFailed",
            "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly.",
            ArchiveTrouble.SignIn, "check the key in Sessions:Archive:ConnectionString and the clock of this machine"
        },
        {
            "AccountIsDisabled", "The specified account is disabled.",
            ArchiveTrouble.Account, "or it is disabled: check Sessions:Archive:ServiceUri"
        },
    };

    public void Dispose() => _storage.Dispose();

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_refusal_has_its_own_remedy(
        string code, string message, ArchiveTrouble trouble, string remedy)
    {
        _storage.Answer = _ => Refuse(HttpStatusCode.Forbidden, code, message);

        var finding = await CheckAsync();

        Assert.Equal(trouble, finding?.Trouble);
        Assert.Contains(remedy, finding!.Sentence, StringComparison.Ordinal);
        Assert.Contains("account.blob.core.windows.net", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_may_not_be_made_is_not_taken_for_one_that_may_not_be_written()
    {
        _storage.Answer = request => IsStaging(request)
            ? NoContainer()
            : Refuse(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch", "Not with this permission.");

        var finding = await CheckAsync();

        Assert.Equal(ArchiveTrouble.Container, finding?.Trouble);
        Assert.Contains("has no container recordings", finding!.Sentence, StringComparison.Ordinal);
        Assert.Contains("make it, then " + Grant, finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_may_be_made_is_made()
    {
        var made = false;
        _storage.Answer = request =>
        {
            if (IsStaging(request) && !made)
                return NoContainer();

            made |= !IsStaging(request);
            return new(HttpStatusCode.Created);
        };

        Assert.Null(await CheckAsync());
        Assert.Equal(
            [
                "/recordings/.sessions/write-check?comp=block&blockid=d3JpdGUtY2hlY2s%3D",
                "/recordings?restype=container",
                "/recordings/.sessions/write-check?comp=block&blockid=d3JpdGUtY2hlY2s%3D",
            ],
            _storage.Asked);
    }

    [Fact]
    public async Task An_account_that_no_name_service_knows_is_told_apart_from_one_that_does_not_answer()
    {
        _storage.Answer = _ => throw Unreached(SocketError.HostNotFound);
        Assert.Equal(ArchiveTrouble.Account, (await CheckAsync())?.Trouble);

        _storage.Answer = _ => throw Unreached(SocketError.TryAgain);
        Assert.Equal(ArchiveTrouble.Unreachable, (await CheckAsync())?.Trouble);

        _storage.Answer = _ => Refuse(HttpStatusCode.ServiceUnavailable, "ServerBusy", "The server is busy.");
        Assert.Equal(ArchiveTrouble.Unreachable, (await CheckAsync())?.Trouble);
    }

    [Fact]
    public async Task A_host_without_an_identity_is_told_to_have_one()
    {
        var service = new BlobServiceClient(Account, new NoIdentity(), Options());

        var finding = await new AzureArchiveCheck(service, "recordings").CheckAsync(Cancel);

        Assert.Equal(ArchiveTrouble.SignIn, finding?.Trouble);
        Assert.Contains("give the host a managed identity", finding!.Sentence, StringComparison.Ordinal);
        Assert.Empty(_storage.Asked);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Uri Account => new("https://account.blob.core.windows.net");

    private Task<ArchiveFinding?> CheckAsync() => new AzureArchiveCheck(
        new(Account, new StorageSharedKeyCredential("account", "AAAA"), Options()), "recordings").CheckAsync(Cancel);

    private BlobClientOptions Options() =>
        new() { Transport = new HttpClientTransport(_storage), Retry = { MaxRetries = 0 } };

    private static bool IsStaging(HttpRequestMessage request) =>
        request.RequestUri!.Query.Contains("comp=block", StringComparison.Ordinal);

    private static HttpResponseMessage NoContainer() =>
        Refuse(HttpStatusCode.NotFound, "ContainerNotFound", "The specified container does not exist.");

    private static HttpResponseMessage Refuse(HttpStatusCode status, string code, string message)
    {
        var answer = new HttpResponseMessage(status)
        {
            Content = new StringContent(
                $"\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}\n"
                + "RequestId:8f1f7a2e-701e-0025-1c1c-5e0000000000\nTime:2026-01-15T12:00:00.0000000Z</Message></Error>",
                Encoding.UTF8, "application/xml"),
        };
        answer.Headers.Add("x-ms-error-code", code);
        return answer;
    }

    private static HttpRequestException Unreached(SocketError error) =>
        new(HttpRequestError.NameResolutionError, "no such host", new SocketException((int)error));

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("no managed identity endpoint found");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("no managed identity endpoint found");
    }

    private sealed class Storage : HttpMessageHandler
    {
        public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => new(HttpStatusCode.Created);

        public ConcurrentQueue<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Enqueue(request.RequestUri!.PathAndQuery);
            return Task.FromResult(Answer(request));
        }
    }
}
