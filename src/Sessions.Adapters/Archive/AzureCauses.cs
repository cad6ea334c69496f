using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Sessions.Recordings;

namespace Sessions.Adapters.Archive;

/// <summary>What a refusal by Azure Storage comes from, as its documentation and its answers tell.</summary>
internal static class AzureCauses
{
    public static ArchiveTrouble Of(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Of(last),
        AuthenticationFailedException => ArchiveTrouble.SignIn,
        RequestFailedException refused => Of(refused),
        _ => ArchiveTrouble.Unreachable,
    };

    private static ArchiveTrouble Of(RequestFailedException refused) => refused switch
    {
        { ErrorCode: "AuthorizationPermissionMismatch" } => ArchiveTrouble.Permission,
        { ErrorCode: "KeyBasedAuthenticationNotPermitted" } => ArchiveTrouble.KeysOff,
        { ErrorCode: "AuthorizationFailure" } => ArchiveTrouble.Network,
        { ErrorCode: "AccountIsDisabled" } => ArchiveTrouble.Account,
        { ErrorCode: "ContainerNotFound" } => ArchiveTrouble.Container,
        { Status: 401 or 403 } => ArchiveTrouble.SignIn,
        _ when IsUnknownHost(refused) => ArchiveTrouble.Account,
        _ => ArchiveTrouble.Unreachable,
    };

    // A name service that is away for a moment says TryAgain.
    private static bool IsUnknownHost(Exception? fault) => fault switch
    {
        null => false,
        SocketException socket => socket.SocketErrorCode is SocketError.HostNotFound,
        _ => IsUnknownHost(fault.InnerException),
    };
}
