using Microsoft.AspNetCore.Http.HttpResults;
using Sessions.Ledger;
using Sessions.Web.Pages;

namespace Sessions.Web.Hosting;

/// <summary>What is answered where something broke: a problem document to the command line, a page to people.</summary>
internal static class FailureAnswer
{
    public static Task WriteAsync(HttpContext context)
    {
        var fault = context.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>()?.Error;
        var status = fault is OutsideFaultException { Kind: FaultKind.Transient } ? 503 : 500;
        IResult answer = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? TypedResults.Problem(statusCode: status, detail: (fault as OutsideFaultException)?.Message)
            : new RazorComponentResult<FailurePage> { StatusCode = status };
        return answer.ExecuteAsync(context);
    }
}
