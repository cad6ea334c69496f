using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>A mail server of one page on a loopback port, which answers each command as it was told to.</summary>
internal sealed class SmtpResponder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private readonly CancellationTokenSource _stop = new();

    private readonly Func<string, string?> _answer;

    private readonly Task _serving;

    /// <param name="answer">By command verb (or <c>text</c> for the end of the message); null for the usual answer,
    /// empty to hang up.</param>
    public SmtpResponder(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    /// <summary>The messages taken, as they came over the wire.</summary>
    public ImmutableList<byte[]> Taken { get; private set; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            client.NoDelay = true;
            Connections++;
            try
            {
                await ConverseAsync(client.GetStream());
            }
            catch (IOException)
            {
                // The client went away; the next one is welcome.
            }
        }
    }

    private async Task ConverseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync(stream, _answer("greeting") ?? "220 mail.example.org ready");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            var answer = _answer(verb) ?? Usual(verb);
            if (answer.Length == 0)
                return;

            await SayAsync(stream, answer);
            if (verb == "DATA" && answer[0] == '3' && !await TakeAsync(stream, reader))
                return;
        }
    }

    private async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");

        var answer = _answer("text") ?? "250 2.0.0 queued as 1";
        if (answer.Length == 0)
            return false;

        if (answer[0] == '2')
            Taken = Taken.Add(Encoding.Latin1.GetBytes(text.ToString()));

        await SayAsync(stream, answer);
        return true;
    }

    private static string Usual(string verb) => verb switch
    {
        "EHLO" => "250-mail.example.org\r\n250 AUTH PLAIN",
        "AUTH" => "235 2.7.0 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task SayAsync(NetworkStream stream, string answer) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), _stop.Token);
}
