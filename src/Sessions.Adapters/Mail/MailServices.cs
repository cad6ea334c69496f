using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Graph;
using Sessions.Courses;
using Sessions.Invitations;

namespace Sessions.Adapters.Mail;

public static class MailServices
{
    /// <summary>
    /// <see cref="IPostOffice"/> and <see cref="MailIdentity"/> as <c>Sessions:Mail</c> asks; needs a
    /// <see cref="TimeProvider"/>, and the ledger's outbox with Graph. Wrong settings stop the host at start.
    /// </summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddGraph();
        services.AddSingleton<MailPace>();
        services.AddSingleton<IPostOffice>(PostOffice);
        services.AddSingleton(provider => new MailIdentity(
            EmailAddress.TryParse(provider.GetRequiredService<IOptions<MailOptions>>().Value.From)));
        return services;
    }

    private static IPostOffice PostOffice(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<MailOptions>>();
        return MailOptionsCheck.Named<MailTransport>(options.Value.Transport) switch
        {
            MailTransport.Smtp => new SmtpPostOffice(
                options, provider.GetRequiredService<ILogger<SmtpPostOffice>>()),
            MailTransport.Graph => new GraphPostOffice(
                provider.GetRequiredService<GraphTenant>(), provider.GetRequiredService<MailPace>()),
            _ => new PickupPostOffice(options, provider.GetRequiredService<TimeProvider>()),
        };
    }
}
