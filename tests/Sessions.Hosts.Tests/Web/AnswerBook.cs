using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Sessions.Hosts.Tests.Web;

/// <summary>What a host answered, noted where it leaves the host.</summary>
internal sealed class AnswerBook(ConcurrentQueue<int> answers) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            await rest(context);
            answers.Enqueue(context.Response.StatusCode);
        });
        next(app);
    };
}
