using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Sessions.Web.Api;

namespace Sessions.Cli.Client;

/// <summary>The web host's API, as the verbs use it. Every failure becomes a <see cref="CliException"/>.</summary>
internal sealed class SessionsClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;

    public SessionsClient(Uri server, string? key)
    {
        _http = new HttpClient { BaseAddress = new Uri(server, "api/v1/"), Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The server that was asked for, or else the one that runs here.</summary>
    /// <exception cref="CliException">None is known, or the address is no address.</exception>
    public static SessionsClient Connect(string? server)
    {
        var asked = server ?? Environment.GetEnvironmentVariable("SESSIONS_SERVER");
        var key = Environment.GetEnvironmentVariable("SESSIONS_KEY");
        if (asked is null)
        {
            var local = LocalServers.Default.Latest ?? throw new CliException(
                ExitCode.Unreachable,
                "no server is known: start one here with `sessions up`, or name one with --server or SESSIONS_SERVER");
            return new(local.Address, key ?? local.Key);
        }

        if (!Uri.TryCreate(asked.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            || address is not { Scheme: "http" or "https" })
        {
            throw new CliException(ExitCode.WrongUsage, $"'{asked}' is no server address; one looks like https://sessions.example.org");
        }

        return new(address, key ?? LocalServers.Default.KeyFor(address));
    }

    public Task<T> GetAsync<T>(string path, CancellationToken cancel) =>
        SendAsync<T>(new HttpRequestMessage(HttpMethod.Get, path), cancel);

    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancel) =>
        SendAsync<T>(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = JsonContent.Create(body, body.GetType(), options: ApiJson.Options),
            },
            cancel);

    /// <summary>Sends a file; however long it takes.</summary>
    public async Task<T> PutFileAsync<T>(string path, string file, string contentType, CancellationToken cancel)
    {
        await using var body = File.OpenRead(file);
        using var content = new StreamContent(body);
        content.Headers.ContentType = new(contentType);
        return await SendAsync<T>(new(HttpMethod.Put, path) { Content = content }, Timeout.InfiniteTimeSpan, cancel);
    }

    /// <summary>Asks for something that reads whole recordings; however long it takes.</summary>
    public Task<T> PostAsync<T>(string path, CancellationToken cancel) =>
        SendAsync<T>(new(HttpMethod.Post, path), Timeout.InfiniteTimeSpan, cancel);

    public void Dispose() => _http.Dispose();

    private Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancel) =>
        SendAsync<T>(request, Patience, cancel);

    private async Task<T> SendAsync<T>(HttpRequestMessage request, TimeSpan patience, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            using (request)
            using (var answer = await _http.SendAsync(request, limit.Token))
            {
                if (!answer.IsSuccessStatusCode)
                    throw await FailureAsync(answer, cancel);

                return await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancel)
                    ?? throw new CliException(ExitCode.Failed, "the server answered with nothing");
            }
        }
        catch (HttpRequestException e)
        {
            throw new CliException(
                ExitCode.Unreachable,
                $"{_http.BaseAddress!.GetLeftPart(UriPartial.Authority)} does not answer ({e.Message}): is it running?", e);
        }
        catch (JsonException e)
        {
            throw new CliException(
                ExitCode.Failed, $"{_http.BaseAddress!.GetLeftPart(UriPartial.Authority)} is not a Sessions server", e);
        }
        catch (TaskCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Unreachable, "the server did not answer in time", e);
        }
    }

    private static async Task<Exception> FailureAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var said = await answer.Content.ReadAsStringAsync(cancel);
        return answer.StatusCode switch
        {
            HttpStatusCode.UnprocessableEntity => ProblemsException.Read(said),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new CliException(
                ExitCode.NotAllowed, "not signed in or not allowed: set SESSIONS_KEY to the server's key"),
            HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType => new CliException(
                ExitCode.BadInput, Detail(said) ?? "the server does not take that file"),
            HttpStatusCode.NotFound => new CliException(ExitCode.Failed, Detail(said) ?? "the server knows no such thing"),
            _ => new CliException(ExitCode.Failed, Detail(said) ?? $"the server answered {(int)answer.StatusCode}"),
        };
    }

    // RFC 9457: the sentence for people stands in detail, or else in title.
    private static string? Detail(string said)
    {
        try
        {
            using var problem = JsonDocument.Parse(said);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString()
                : problem.RootElement.TryGetProperty("title", out var title) ? title.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
