using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace Sessions.Adapters.Tests.Moving;

/// <summary>Answers to the request for a recording, octet by octet (RFC 9112), each with how its connection ends.</summary>
internal static class WireAnswers
{
    private const string Video = "video/mp4";

    private static readonly byte[] SignIn =
        Encoding.ASCII.GetBytes($"<!DOCTYPE html><title>Sign in to your account</title>{new string('-', 3000)}");

    public static byte[] Film { get; } = Archive.MovedRecording.Video(60_000);

    private static byte[] Packed { get; } = Pack(Film);

    private static byte[] Half => Film[..(Film.Length / 2)];

    /// <summary>The right one, or one as whole.</summary>
    public static Func<Socket, Task> Whole(string type, byte[] body) => Send(Head(type, body.Length), body, Fin);

    /// <summary>What leaves a recording short, damaged or no recording at all.</summary>
    public static IReadOnlyDictionary<string, Func<Socket, Task>> Cut { get; } =
        new Dictionary<string, Func<Socket, Task>>(StringComparer.Ordinal)
        {
            ["the length declared, closed half-way"] = Send(Head(Video, Film.Length), Half, Fin),
            ["the length declared, reset half-way"] = Send(Head(Video, Film.Length), Half, Reset),
            ["the length declared, closed after the headers"] = Send(Head(Video, Film.Length), [], Fin),
            ["the length declared, one byte short"] = Send(Head(Video, Film.Length), Film[..^1], Fin),
            ["more declared than there is"] = Send(Head(Video, Film.Length + 1), Film, Fin),
            ["half declared, half sent"] = Send(Head(Video, Half.Length), Half, Fin),
            ["half declared, all sent"] = Send(Head(Video, Half.Length), Film, Fin),
            ["in chunks, closed without the last one"] = Send(Head(Video, "chunked"), Chunked(Half), Fin),
            ["in chunks, closed within one"] = Send(Head(Video, "chunked"), Chunked(Film)[..40_000], Fin),
            ["in chunks, all of them but for the last, empty one"] = Send(Head(Video, "chunked"), Chunked(Film), Fin),
            ["in chunks, reset"] = Send(Head(Video, "chunked"), Chunked(Half), Reset),
            ["in chunks, in form and too short"] = Send(Head(Video, "chunked"), [.. Chunked(Half), .. LastChunk], Fin),
            ["in chunks, a length that is none"] =
                Send(Head(Video, "chunked"), [.. Chunked(Half), .. "zz\r\n"u8], Fin),
            ["no length, closed half-way"] = Send(Head(Video), Half, Fin),
            ["no length, closed between two boxes"] = Send(Head(Video), Film[..16], Fin),
            ["no length, reset half-way"] = Send(Head(Video), Half, Reset),
            ["nothing, and said so"] = Send(Head(Video, 0), [], Fin),
            ["nothing, without a length"] = Send(Head(Video), [], Fin),
            ["a sign-in page"] = Send(Head("text/html; charset=utf-8", SignIn.Length), SignIn, Fin),
            ["a sign-in page that says it is a video"] = Send(Head(Video, SignIn.Length), SignIn, Fin),
            ["packed unasked, whole"] = Send(Head(Video, Packed.Length, "Content-Encoding: gzip\r\n"), Packed, Fin),
            ["packed unasked, closed half-way"] =
                Send(Head(Video, Packed.Length, "Content-Encoding: gzip\r\n"), Packed[..(Packed.Length / 2)], Fin),
            ["the first half of it, as a part"] = Send(Part(0, Half.Length), Half, Fin),
            ["the second half of it, as a part"] =
                Send(Part(Half.Length, Film.Length - Half.Length), Film[Half.Length..], Fin),
            ["stalled after the headers"] = Send(Head(Video, Film.Length), [], Stall),
            ["stalled half-way"] = Send(Head(Video, Film.Length), Half, Stall),
            ["stalled half-way, in chunks"] = Send(Head(Video, "chunked"), Chunked(Half), Stall),
        };

    private static byte[] LastChunk => "0\r\n\r\n"u8.ToArray();

    private static Func<Socket, Task> Send(string head, byte[] body, Func<Socket, Task> end) => async socket =>
    {
        await SendAsync(socket, Encoding.ASCII.GetBytes(head));
        await SendAsync(socket, body);
        await end(socket);
    };

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes)..];
    }

    private static string Head(string type) => $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nConnection: close\r\n\r\n";

    private static string Head(string type, string coding) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nTransfer-Encoding: {coding}\r\nConnection: close\r\n\r\n";

    private static string Head(string type, int length, string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n{more}Connection: close\r\n\r\n");

    private static string Part(int from, int length) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 206 Partial Content\r\nContent-Type: {Video}\r\nContent-Range: bytes {from}-{from + length - 1}/{Film.Length}\r\n"
            + $"Content-Length: {length}\r\nConnection: close\r\n\r\n");

    // Ends with what was sent, however much of it the other side has read.
    private static async Task Fin(Socket socket)
    {
        socket.Shutdown(SocketShutdown.Send);
        await Stall(socket);
    }

    // With no linger time a close is a reset (RFC 9293 3.10.4, ABORT).
    private static async Task Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        await Task.CompletedTask;
    }

    private static async Task Stall(Socket socket)
    {
        var rest = new byte[64];
        while (await socket.ReceiveAsync(rest) > 0)
        {
        }
    }

    private static byte[] Chunked(byte[] body) =>
    [
        .. body.Chunk(7000).SelectMany(
            part => (byte[])[.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part, .. "\r\n"u8]),
    ];

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
