using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sessions.Courses;
using Sessions.Invitations;

namespace Sessions.Adapters.Mail;

public static class MailServices
{
    /// <summary>
    /// <see cref="IPostOffice"/> and <see cref="MailIdentity"/> as <c>Sessions:Mail</c> asks; needs a
    /// <see cref="TimeProvider"/>. Wrong settings stop the host at start.
    /// </summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IPostOffice>(PostOffice);
        services.AddSingleton(provider => new MailIdentity(
            EmailAddress.TryParse(provider.GetRequiredService<IOptions<MailOptions>>().Value.From)));
        return services;
    }

    private static IPostOffice PostOffice(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<MailOptions>>();
        return MailOptionsCheck.Named<MailTransport>(options.Value.Transport) == MailTransport.Smtp
            ? new SmtpPostOffice(options, provider.GetRequiredService<ILogger<SmtpPostOffice>>())
            : new PickupPostOffice(options, provider.GetRequiredService<TimeProvider>());
    }
}
