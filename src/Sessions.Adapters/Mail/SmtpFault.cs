using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Mail;

/// <summary>What is to be done when a mail server, or the way to it, fails.</summary>
public static class SmtpFault
{
    private const string Settings = MailOptions.Section;

    /// <summary>Whether it came from the server or the way to it; anything else is a defect of ours.</summary>
    public static bool Covers(Exception exception) => exception
        is CommandException or ProtocolException or AuthenticationException or SslHandshakeException
        or ServiceNotConnectedException or ServiceNotAuthenticatedException or NotSupportedException
        or IOException or SocketException or OperationCanceledException or TimeoutException;

    /// <summary>The server answered, so that it is known what became of the message.</summary>
    public static bool IsAnswer(Exception exception) =>
        exception is SmtpCommandException { StatusCode: not SmtpStatusCode.ServiceNotAvailable };

    /// <param name="textLeft">The message was written to its end.</param>
    public static OutsideFaultException Of(Exception exception, bool textLeft) => exception switch
    {
        CommandException or AuthenticationException or NotSupportedException => Of(exception),
        _ when textLeft => new(
            FaultKind.Transient,
            "The connection to the mail server broke after the message, before the answer: it may have been taken",
            exception)
        { Outcome = FaultOutcome.Unknown },
        _ => Of(exception),
    };

    private static OutsideFaultException Of(Exception exception) => exception switch
    {
        SmtpCommandException refused => Of(refused),
        AuthenticationException { InnerException: SmtpCommandException { StatusCode: var code } } when Passes(code) =>
            new(FaultKind.Transient, "The mail server could not check the sign-in just now", exception),
        AuthenticationException => new(
            FaultKind.Configuration, $"The mail server refused the sign-in: check {Settings}:UserName and :Password",
            exception),
        SslHandshakeException => new(
            FaultKind.Configuration,
            $"No trusted TLS with the mail server: check {Settings}:Host, :Port, :Security and its certificate",
            exception),
        NotSupportedException => new(
            FaultKind.Configuration, $"The mail server does not offer what {Settings}:Security asks for", exception),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => new(
            FaultKind.Configuration, $"There is no mail server of that name: check {Settings}:Host", exception),
        OperationCanceledException or TimeoutException => new(
            FaultKind.Transient, "The mail server did not answer in time", exception),
        ServiceNotAuthenticatedException => new(
            FaultKind.Configuration, $"The mail server wants a sign-in: set {Settings}:UserName and :Password",
            exception),
        _ => new(FaultKind.Transient, "The connection to the mail server broke", exception),
    };

    private static OutsideFaultException Of(SmtpCommandException refused)
    {
        var said = $"{(int)refused.StatusCode} {IcsText.Line(refused.Message)}";
        if (Passes(refused.StatusCode))
            return new(FaultKind.Transient, $"The mail server said not now: {said}", refused);

        // 530 to 538: sign in first, or otherwise (RFC 4954 6).
        if ((int)refused.StatusCode is >= 530 and <= 538 || ConcernsEveryMessage(refused))
            return new(
                FaultKind.Configuration,
                $"The mail server does not let us send: check {Settings}:From, :UserName and :Security: {said}",
                refused);

        return new(FaultKind.Permanent, $"The mail server said never: {said}", refused);
    }

    private static bool Passes(SmtpStatusCode code) => (int)code is >= 400 and < 500;

    // A refused greeting or sender, or no relaying; but 552 at the sender is about the message's size (RFC 1870 6.1).
    private static bool ConcernsEveryMessage(SmtpCommandException refused) => refused.ErrorCode switch
    {
        SmtpErrorCode.UnexpectedStatusCode => true,
        SmtpErrorCode.SenderNotAccepted => (int)refused.StatusCode != 552,
        // In these words servers say that they do not take mail for others from us.
        SmtpErrorCode.RecipientNotAccepted => refused.Message.Contains("relay", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
