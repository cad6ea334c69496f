using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Sessions.Simulator.Http;

/// <summary>Writes answers as Graph writes them.</summary>
internal static class Responder
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(HttpContext context, TenantState state, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Location is not null)
        {
            context.Response.Headers.Location = answer.Location;
        }

        if (answer.Json is { } json)
        {
            var bytes = Encoding.UTF8.GetBytes(json.ToJsonString(Plain));
            await WriteBytesAsync(context, bytes, Odata.ContentType, withLength: true);
        }
        else if (answer.IsFile)
        {
            await WriteFileAsync(context, state.Switches, answer);
        }
        else if (answer.Bytes is { } bytes)
        {
            await WriteBytesAsync(context, bytes, answer.ContentType!, withLength: true);
        }
    }

    public static async Task FailAsync(HttpContext context, TenantState state, GraphFailure failure)
    {
        if (failure.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter =
                Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await WriteAsync(context, state, new Answer(failure.Status)
        {
            Json = new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = failure.Code,
                    ["message"] = failure.Message,
                    ["innerError"] = new JsonObject
                    {
                        ["date"] = state.Now.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
                        ["request-id"] = context.Response.Headers["request-id"].ToString(),
                        ["client-request-id"] = context.Response.Headers["client-request-id"].ToString(),
                    },
                },
            },
        });
    }

    private static async Task WriteFileAsync(HttpContext context, TenantSwitches switches, Answer answer)
    {
        var bytes = answer.Bytes!.AsMemory();
        var withLength = switches.ContentDelivery != ContentDelivery.Chunked;
        if (switches.AcceptRanges)
        {
            context.Response.Headers.AcceptRanges = "bytes";
            if (ByteRange.Of(context.Request, bytes.Length) is { } range)
            {
                if (range.IsBeyond)
                {
                    context.Response.StatusCode = 416;
                    context.Response.Headers.ContentRange = $"bytes */{bytes.Length}";
                    return;
                }

                context.Response.StatusCode = 206;
                context.Response.Headers.ContentRange = $"bytes {range.First}-{range.Last}/{bytes.Length}";
                bytes = bytes[range.First..(range.Last + 1)];
            }
        }

        await WriteBytesAsync(context, bytes, answer.ContentType!, withLength);
    }

    private static async Task WriteBytesAsync(
        HttpContext context, ReadOnlyMemory<byte> bytes, string contentType, bool withLength)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = withLength ? bytes.Length : null;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
