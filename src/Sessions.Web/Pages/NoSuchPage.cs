using Microsoft.AspNetCore.Http.HttpResults;

namespace Sessions.Web.Pages;

/// <summary>The one answer to every address that leads nowhere.</summary>
internal static class NoSuchPage
{
    public static IResult Result { get; } =
        new RazorComponentResult<NotFoundPage> { StatusCode = StatusCodes.Status404NotFound };
}
