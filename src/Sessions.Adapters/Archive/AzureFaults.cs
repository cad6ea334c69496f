using System.Globalization;
using Azure;
using Azure.Identity;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Archive;

/// <summary>Folds what the Azure SDK throws, after its retries, into the one shape of outside faults.</summary>
internal static class AzureFaults
{
    public static async Task<T> FoldAsync<T>(Func<Task<T>> act, CancellationToken cancel)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (IsOutside(e, cancel))
        {
            throw Fold(e);
        }
    }

    public static Task FoldAsync(Func<Task> act, CancellationToken cancel) => FoldAsync(async () =>
    {
        await act();
        return true;
    }, cancel);

    public static bool IsOutside(Exception fault, CancellationToken cancel) => fault switch
    {
        // The SDK's own timeout; not the caller who gave up.
        OperationCanceledException => !cancel.IsCancellationRequested,
        RequestFailedException or AuthenticationFailedException or AggregateException or IOException => true,
        _ => false,
    };

    public static OutsideFaultException Fold(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Fold(last),
        RequestFailedException refused => Fold(refused),
        AuthenticationFailedException => new(
            FaultKind.Configuration,
            "the archive's storage cannot be signed in to: give the host a managed identity, or set "
                + $"{ArchiveOptions.Section}:ConnectionString",
            fault),
        _ => new(
            FaultKind.Transient,
            $"the archive's storage did not answer ({fault.Message}); tried again later. Check the network and "
                + $"{ArchiveOptions.Section}:ServiceUri if this repeats",
            fault),
    };

    private static OutsideFaultException Fold(RequestFailedException refused)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{refused.Status} {refused.ErrorCode}").TrimEnd();
        return refused switch
        {
            { Status: 401 or 403 } => new(
                FaultKind.Configuration,
                $"the archive's storage refused ({said}): give the host's identity the role Storage Blob Data "
                    + "Contributor (Reader and Delegator for the web host), or check the key and the firewall",
                refused),
            { Status: 0 or 408 or 429 or >= 500 } or { ErrorCode: "Md5Mismatch" or "InvalidBlockList" }
                or { ErrorCode: "ContainerBeingDeleted" or "OperationTimedOut" } => new(
                FaultKind.Transient,
                $"the archive's storage failed ({said}); tried again later",
                refused,
                RetryAfter(refused)),
            { ErrorCode: "AuthorizationFailure" or "ContainerNotFound" or "AccountIsDisabled" } => new(
                FaultKind.Configuration,
                $"the archive's container cannot be used ({said}): check {ArchiveOptions.Section}:Container",
                refused),
            _ => new(FaultKind.Permanent, $"the archive's storage refused the request ({said})", refused),
        };
    }

    private static Duration? RetryAfter(RequestFailedException refused) =>
        refused.GetRawResponse() is { } answer && answer.Headers.TryGetValue("Retry-After", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? Duration.FromSeconds(seconds)
            : null;
}
