using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Sessions.Hosts.Tests.Clients;

/// <summary>
/// Mozilla's remote control: JSON arrays over TCP, each after its length in bytes and a colon
/// (firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
/// </summary>
internal sealed class Marionette : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly TcpClient _client = new() { NoDelay = true };

    private int _number;

    private Marionette()
    {
    }

    /// <summary>Connects, and asks for the rights that Thunderbird's own code has.</summary>
    public static async Task<Marionette> ConnectAsync(int port)
    {
        var made = new Marionette();
        await made._client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await made.ReceiveAsync();
        await made.SendAsync("WebDriver:NewSession", new { capabilities = new { } });
        await made.SendAsync("Marionette:SetContext", new { value = "chrome" });
        return made;
    }

    /// <summary>Runs an asynchronous function body; what it throws is thrown here.</summary>
    public async Task<T> RunAsync<T>(string body, params object[] arguments)
    {
        var script = $$"""
            const given = [...arguments];
            const done = given.pop();
            (async () => { {{body}} })()
                .then(value => done({ value: value ?? null }), wrong => done({ wrong: `${wrong}\n${wrong.stack}` }));
            """;
        var answer = await SendAsync(
            "WebDriver:ExecuteAsyncScript", new { script, args = arguments, scriptTimeout = 120_000 });
        var result = answer.GetProperty("value");
        return result.TryGetProperty("wrong", out var wrong)
            ? throw new InvalidOperationException(wrong.GetString())
            : result.GetProperty("value").Deserialize<T>(Json)!;
    }

    public Task QuitAsync() => SendAsync("Marionette:Quit", new { flags = new[] { "eForceQuit" } });

    public void Dispose() => _client.Dispose();

    private async Task<JsonElement> SendAsync(string command, object parameters)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(new object[] { 0, ++_number, command, parameters }, Json);
        var head = Encoding.ASCII.GetBytes(text.Length.ToString(CultureInfo.InvariantCulture) + ":");
        await _client.GetStream().WriteAsync((byte[])[.. head, .. text], TestContext.Current.CancellationToken);
        var answer = await ReceiveAsync();
        return answer[2].ValueKind is JsonValueKind.Null
            ? answer[3]
            : throw new InvalidOperationException($"{command}: {answer[2]}");
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        var stream = _client.GetStream();
        var length = 0;
        var digit = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(digit, TestContext.Current.CancellationToken);
            if (digit[0] == ':')
                break;
            length = (length * 10) + digit[0] - '0';
        }

        var text = new byte[length];
        await stream.ReadExactlyAsync(text, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
