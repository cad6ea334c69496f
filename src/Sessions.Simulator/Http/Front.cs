using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sessions.Simulator.Http;

/// <summary>What every request passes first: Graph's headers, and the bearer token if one is asked for.</summary>
internal sealed class Front(TenantState state)
{
    private int _count;

    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        var id = state.Dice.Guid("request", number).ToString();
        var clientId = context.Request.Headers["client-request-id"].ToString();
        context.Response.Headers["request-id"] = id;
        context.Response.Headers["client-request-id"] = clientId.Length > 0 ? clientId : id;
        context.Response.Headers["x-ms-ags-diagnostic"] =
            """{"ServerInfo":{"DataCenter":"Simulated","Slice":"E","Ring":"1","ScaleUnit":"000"}}""";
        context.Response.Headers.Date = state.Now.ToString("R", CultureInfo.InvariantCulture);
        return IsAllowed(context.Request) ? next(context) : Responder.FailAsync(context, state, new GraphFailure(
            401, "InvalidAuthenticationToken", "Access token is empty or invalid."));
    }

    /// <summary>The state is read and changed while it is held; the answer is written afterwards.</summary>
    public RequestDelegate Answering(Func<Call, Answer> handle) => async context =>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            await Responder.WriteAsync(context, state, Handle(handle, context.Request, body.ToArray()));
        }
        catch (GraphFailure failure)
        {
            await Responder.FailAsync(context, state, failure);
        }
    };

    public Task NotServedAsync(HttpContext context) => Responder.FailAsync(context, state, GraphFailure.BadRequest(
        $"Resource not found for the segment '{context.Request.Path.Value?.Split('/')[^1]}'."));

    private Answer Handle(Func<Call, Answer> handle, HttpRequest request, byte[] body)
    {
        lock (state.Gate)
        {
            try
            {
                return handle(new Call(request, body, state));
            }
            catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
            {
                throw GraphFailure.BadRequest("A value of the request has the wrong type: " + wrong.Message);
            }
            finally
            {
                state.Keep();
            }
        }
    }

    // Files behind a redirect are addressed by secret and take no token.
    private bool IsAllowed(HttpRequest request) => state.Switches.Bearer is not { } bearer
        || request.Path.StartsWithSegments("/download", StringComparison.Ordinal)
        || request.Headers.Authorization == "Bearer " + bearer;
}
