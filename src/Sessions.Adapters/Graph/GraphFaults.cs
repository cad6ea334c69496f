using System.Text.Json;
using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using NodaTime;
using Polly.Timeout;
using Sessions.Adapters.Resilience;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Graph;

/// <summary>Every shape in which the SDK lets a call fail, folded into the one that we know.</summary>
public static class GraphFaults
{
    /// <returns>Null for what is no fault of the outside: our own cancellation, and our own mistakes.</returns>
    public static OutsideFaultException? Fold(
        Exception exception, GraphCall call, EmailAddress organizer, Instant now, CancellationToken cancel)
    {
        var about = new GraphRefusal(call, organizer);
        return exception switch
        {
            OutsideFaultException => null,
            OperationCanceledException when cancel.IsCancellationRequested => null,
            AggregateException many when many.Flatten().InnerExceptions is [.., var last] =>
                Fold(last, call, organizer, now, cancel),
            ODataError { Error: { } error } answered =>
                about.Answered(answered.ResponseStatusCode, error.Code, error.Message, answered, Asked(answered, now)),
            ApiException bare => about.Answered(bare.ResponseStatusCode, null, null, bare, Asked(bare, now)),
            AuthenticationFailedException refused => SignIn(about, refused),
            OperationCanceledException or TimeoutRejectedException =>
                about.Unanswered("did not answer in time", exception),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => about.Transient(
                "could not be found by name: check the network and Sessions:Teams:Endpoint", exception),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            } => about.Transient("could not be reached", exception),
            HttpRequestException or IOException => about.Unanswered("hung up", exception),
            // The SDK has no parser for text/html; that is how a gateway's error page comes out.
            InvalidOperationException or JsonException => about.Unanswered(
                "answered with something other than its own JSON, as gateways and proxies do", exception),
            _ => null,
        };
    }

    public static bool IsGone(ApiException exception) =>
        exception.ResponseStatusCode == 404 || Code(exception) == "ErrorItemNotFound";

    /// <summary>
    /// The transaction id was used before. The code is what was seen; its status, documented nowhere, is taken for
    /// 409, so that code or status will do.
    /// </summary>
    public static bool IsDuplicate(ApiException exception) =>
        Code(exception) == "ErrorDuplicateTransactionId" || exception.ResponseStatusCode == 409;

    private static string? Code(ApiException exception) => (exception as ODataError)?.Error?.Code;

    private static OutsideFaultException SignIn(GraphRefusal about, AuthenticationFailedException refused)
    {
        for (var cause = refused.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException or IOException or OperationCanceledException)
            {
                return about.Transient("could not be asked, because the sign-in service did not answer", refused);
            }
        }

        return about.NotSignedIn(refused);
    }

    private static Duration? Asked(ApiException exception, Instant now) => RetryAfter.Read(
        exception.ResponseHeaders?
            .FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))
            .Value?.FirstOrDefault(),
        now);
}
