using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sessions.Simulator.Http;

/// <summary>Makes go wrong what was asked to go wrong.</summary>
internal sealed class FaultInjector(TenantState state, RequestLog log, CancellationToken closing)
{
    private readonly List<Fault> _waiting = [];

    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (_waiting)
            {
                return [.. _waiting];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_waiting)
        {
            _waiting.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_waiting)
        {
            _waiting.Clear();
        }
    }

    public Task HandleAsync(HttpContext context, RequestDelegate next) => Next(context.Request) switch
    {
        null => next(context),
        { Kind: FaultKind.Throttled } fault => RefuseAsync(
            context, fault, new GraphFailure(429, "TooManyRequests", "Please retry again later.")),
        { Kind: FaultKind.Unavailable } fault => RefuseAsync(
            context, fault, new GraphFailure(503, "ServiceUnavailable", "The service is unavailable.")),
        { Kind: FaultKind.Gone } fault => RefuseAsync(context, fault, GraphFailure.ItemNotFound()),
        { Kind: FaultKind.HtmlError } => PageAsync(context, 500, "Server Error", "Something went wrong."),
        { Kind: FaultKind.SignInPage } => PageAsync(context, 200, "Sign in", "Sign in to your account."),
        { Kind: FaultKind.EmptyForbidden } => Responder.WriteAsync(context, state, new Answer(403)),
        { } fault => SpoilAsync(context, next, fault.Kind),
    };

    private Fault? Next(HttpRequest request)
    {
        lock (_waiting)
        {
            var place = _waiting.FindIndex(fault => fault.Befalls(request.Method, request.Path.Value ?? "/"));
            if (place < 0)
            {
                return null;
            }

            var fault = _waiting[place];
            _waiting[place] = fault with { Times = fault.Times - 1 };
            _waiting.RemoveAll(one => one.Times <= 0);
            return fault;
        }
    }

    private Task RefuseAsync(HttpContext context, Fault fault, GraphFailure failure)
    {
        if (fault.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = fault.RetryAfterForm switch
            {
                RetryAfterForm.Integer => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                RetryAfterForm.Decimal => wait.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture),
                _ => (state.Now + wait).ToString("R", CultureInfo.InvariantCulture),
            };
        }

        return Responder.FailAsync(context, state, failure);
    }

    private Task PageAsync(HttpContext context, int status, string title, string text) =>
        Responder.WriteAsync(context, state, new Answer(status)
        {
            Bytes = Encoding.UTF8.GetBytes(
                $"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{text}</h1></body></html>"),
            ContentType = "text/html; charset=utf-8",
        });

    private async Task SpoilAsync(HttpContext context, RequestDelegate next, FaultKind kind)
    {
        var wire = context.Response.Body;
        using var whole = new MemoryStream();
        context.Response.Body = whole;
        await next(context);
        context.Response.Body = wire;
        if (kind == FaultKind.LostAnswer)
        {
            await log.AddAsync(context, null);
            context.Abort();
            return;
        }

        context.Response.ContentLength = kind == FaultKind.CutBodyWithoutLength ? null : whole.Length;
        await wire.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length / 2), context.RequestAborted);
        await wire.FlushAsync(context.RequestAborted);
        if (kind == FaultKind.StalledBody)
        {
            await StallAsync(context);
            context.Abort();
        }

        // Kestrel closes a connection whose answer stays below its length, and what was written still arrives.
    }

    private async Task StallAsync(HttpContext context)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = over.Token.Register(gone.SetResult);
        await gone.Task;
    }
}
