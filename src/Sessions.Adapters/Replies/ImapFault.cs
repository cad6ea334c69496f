using System.Net.Sockets;
using MailKit;
using MailKit.Security;
using Sessions.Ledger;

namespace Sessions.Adapters.Replies;

/// <summary>What goes wrong with a mailbox, in the one shape that we know.</summary>
internal static class ImapFault
{
    public static async Task<T> FoldingAsync<T>(Func<Task<T>> ask, string host, CancellationToken cancel)
    {
        OutsideFaultException? fault = null;
        try
        {
            return await ask();
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && (fault = Of(e, host)) is not null)
        {
            throw fault;
        }
    }

    private static OutsideFaultException? Of(Exception exception, string host) => exception switch
    {
        AuthenticationException or SaslException => new(
            FaultKind.Configuration,
            $"The mailbox on {host} refused the sign-in: check {ReplyOptions.Section}:UserName and :Password", exception),
        SslHandshakeException or NotSupportedException => new(
            FaultKind.Configuration,
            $"{host} does not speak the security asked for, or its certificate is not trusted: check "
            + $"{ReplyOptions.Section}:Security and :Port",
            exception),
        FolderNotFoundException or ServiceNotAuthenticatedException => new(
            FaultKind.Configuration, $"The account on {host} has no inbox that can be read", exception),
        SocketException or IOException or ProtocolException or CommandException or TimeoutException
            or OperationCanceledException or ServiceNotConnectedException => new(
            FaultKind.Transient, $"The mailbox on {host} could not be read: {FirstLine(exception.Message)}", exception),
        _ => null,
    };

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
