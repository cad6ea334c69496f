using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Sessions.Meetings;

namespace Sessions.Adapters.Graph;

/// <summary>
/// What a refusal of Graph comes from. The words are those that were seen; codes go before the status, because which
/// status some of them come with is documented nowhere.
/// </summary>
internal static class GraphCauses
{
    /// <returns>Null for what no administrator can mend.</returns>
    public static TenantTrouble? Of(ApiException refused, GraphCall call) =>
        Of(refused.ResponseStatusCode, (refused as ODataError)?.Error?.Code, (refused as ODataError)?.Error?.Message, call);

    /// <inheritdoc cref="Of(ApiException, GraphCall)"/>
    public static TenantTrouble? Of(int status, string? code, string? message, GraphCall call) => status switch
    {
        _ when code is "MailboxNotEnabledForRESTAPI" or "ErrorNonExistentMailbox" or "ErrorInvalidUser" =>
            TenantTrouble.Mailbox,
        _ when Mentions(message, "application access policy") => TenantTrouble.AccessPolicy,
        401 => TenantTrouble.SignIn,
        402 => TenantTrouble.Licence,
        403 => Forbidden(code, message, call),
        404 when call == GraphCall.FindOrganizer || call == GraphCall.SendMail => TenantTrouble.Mailbox,
        _ => null,
    };

    /// <summary>The lookup ran for somebody who is not the meeting's organizer.</summary>
    public static bool IsOtherOrganizer(string? message) => Mentions(message, "3003");

    /// <inheritdoc cref="IsOtherOrganizer(string?)"/>
    public static bool IsOtherOrganizer(ApiException refused) =>
        refused.ResponseStatusCode == 403 && IsOtherOrganizer((refused as ODataError)?.Error?.Message);

    /// <summary>The meeting stands on no calendar. By the code alone: its status was never captured.</summary>
    public static bool IsPreconditionFailed(ApiException refused) =>
        (refused as ODataError)?.Error?.Code == "PreconditionFailed";

    private static TenantTrouble Forbidden(string? code, string? message, GraphCall call) =>
        IsOtherOrganizer(message) ? TenantTrouble.Mailbox
        : Mentions(message, "on behalf of user") ? TenantTrouble.AccessPolicy
        : !call.NeedsAccessPolicy || NamesPermission(code, message) ? TenantTrouble.Permission
        : TenantTrouble.PermissionOrAccessPolicy;

    private static bool NamesPermission(string? code, string? message) =>
        code is "Authorization_RequestDenied"
        || Mentions(message, "missing role permissions")
        || Mentions(message, "insufficient privileges");

    private static bool Mentions(string? message, string what) =>
        message?.Contains(what, StringComparison.OrdinalIgnoreCase) is true;
}
