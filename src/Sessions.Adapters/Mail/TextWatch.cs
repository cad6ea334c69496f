using MailKit;

namespace Sessions.Adapters.Mail;

/// <summary>
/// Sees in what MailKit writes whether a message's end was on its way, CR LF dot CR LF: before it no server can have
/// taken the message, after it nobody knows until the answer comes (RFC 1047). Keeps nothing else.
/// </summary>
internal sealed class TextWatch : IProtocolLogger
{
    private static ReadOnlySpan<byte> End => "\r\n.\r\n"u8;

    private readonly byte[] _last = new byte[End.Length];

    /// <summary>The end of the last message was written, or about to be.</summary>
    public bool Left { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; } = new NoSecrets();

    public void Forget() => Left = false;

    public void LogConnect(Uri uri)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    // Nothing is written after the end before the answer, so that it stands last; and it may come in two pieces.
    public void LogClient(byte[] buffer, int offset, int count)
    {
        var written = buffer.AsSpan(offset, count);
        var fresh = written[^int.Min(count, _last.Length)..];
        _last.AsSpan(fresh.Length).CopyTo(_last);
        fresh.CopyTo(_last.AsSpan(_last.Length - fresh.Length));
        Left |= _last.AsSpan().SequenceEqual(End);
    }

    public void Dispose()
    {
    }

    private sealed class NoSecrets : IAuthenticationSecretDetector
    {
        public IList<AuthenticationSecret> DetectSecrets(byte[] buffer, int offset, int count) => [];
    }
}
