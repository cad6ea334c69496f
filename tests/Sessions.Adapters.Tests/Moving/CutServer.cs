using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sessions.Adapters.Tests.Teams;

namespace Sessions.Adapters.Tests.Moving;

/// <summary>
/// Graph on a bare socket, whose answers to a recording's content are bytes and ends of a connection that no web
/// server would let a test send. Each answer has a connection of its own.
/// </summary>
internal sealed class CutServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<Func<Socket, Task>> _answers = [];
    private readonly Task _serving;
    private int _asked;

    public CutServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often the content was asked for.</summary>
    public int Asked => _asked;

    /// <summary>The answer to the next request for the content that has none yet.</summary>
    public void Then(Func<Socket, Task> answer) => _answers.Enqueue(answer);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(AnswerAsync(await _listener.AcceptSocketAsync(_closing.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                var request = await RequestAsync(socket);
                if (!request.Contains("/content HTTP/1.1\r\n", StringComparison.Ordinal))
                    await WireAnswers.Whole("application/json", Encoding.ASCII.GetBytes($$"""{"id":"{{Given.ObjectId}}"}"""))(socket);
                else if (Interlocked.Increment(ref _asked) > 0 && _answers.TryDequeue(out var answer))
                    await answer(socket);
            }
            catch (SocketException)
            {
                // The reader has seen enough and hung up.
            }
        }
    }

    private static async Task<string> RequestAsync(Socket socket)
    {
        var (request, buffer) = (new StringBuilder(), new byte[4096]);
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await socket.ReceiveAsync(buffer) is > 0 and var read)
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        return request.ToString();
    }
}
