using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Sessions.Adapters.Graph;
using Sessions.Courses;
using Sessions.Invitations;

namespace Sessions.Adapters.Replies;

public static class ReplyServices
{
    /// <summary><see cref="IReplySource"/> as <c>Sessions:Replies</c> asks. Wrong settings stop the host at start.</summary>
    public static IServiceCollection AddReplies(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ReplyOptions>, ReplyOptionsCheck>();
        services.AddOptions<ReplyOptions>().BindConfiguration(ReplyOptions.Section).ValidateOnStart();
        services.AddGraph();
        services.AddSingleton<IReplySource>(at =>
        {
            var options = at.GetRequiredService<IOptions<ReplyOptions>>().Value;
            return options.Inbox switch
            {
                ReplyInbox.Graph => new GraphReplySource(at.GetRequiredService<GraphTenant>()),
                ReplyInbox.Imap => new ImapReplySource(options),
                _ => new NoReplySource(),
            };
        });
        return services;
    }

    private sealed class NoReplySource : IReplySource
    {
        public ImmutableArray<EmailAddress> MailboxesFor(ImmutableArray<EmailAddress> organizers) => [];

        public Task<IInbox> OpenAsync(
            EmailAddress mailbox, string? cursor, Instant since, CancellationToken cancel) =>
            throw new InvalidOperationException($"{ReplyOptions.Section}:Source is None: there is no mailbox to open.");
    }
}
