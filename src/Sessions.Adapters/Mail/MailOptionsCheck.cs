using Microsoft.Extensions.Options;
using Sessions.Courses;

namespace Sessions.Adapters.Mail;

/// <summary>Says at start what is wrong with the mail settings, and what would be right; never a password.</summary>
public sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var wrong = Problems(options).ToList();
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(MailOptions options)
    {
        if (options.From.Length > 0 && EmailAddress.TryParse(options.From) is null)
            yield return Wrong(nameof(options.From), options.From, "an e-mail address, or nothing");

        var transport = Named<MailTransport>(options.Transport);
        if (transport is null)
            yield return Wrong(nameof(options.Transport), options.Transport, "Pickup, Smtp or Graph");

        if (transport == MailTransport.Pickup && string.IsNullOrWhiteSpace(options.Directory))
            yield return Wrong(nameof(options.Directory), options.Directory, "a folder to write mail to");

        if (transport == MailTransport.Smtp)
        {
            foreach (var problem in SmtpProblems(options))
                yield return problem;
        }
    }

    private static IEnumerable<string> SmtpProblems(MailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Host))
            yield return Wrong(nameof(options.Host), options.Host, "the mail server's name, because Transport is Smtp");

        if (options.Port is < 0 or > 65535)
            yield return Wrong(nameof(options.Port), $"{options.Port}", "1 to 65535, or 0 for the usual one");

        var security = Named<MailSecurity>(options.Security);
        if (security is null)
            yield return Wrong(nameof(options.Security), options.Security, "StartTls, Tls or None");

        if (options.Connections is < 1 or > 50)
            yield return Wrong(nameof(options.Connections), $"{options.Connections}", "1 to 50");

        if (options.Authority.Length > 0 && SmtpSecurity.TryReadAuthority(options.Authority) is null)
            yield return Wrong(nameof(options.Authority), options.Authority, "a PEM file with a certificate, or nothing");

        if (options.UserName.Length == 0 != (options.Password.Length == 0))
            yield return $"{MailOptions.Section}:UserName and :Password: found one of them — expected both or neither";

        if (security == MailSecurity.None && options.UserName.Length > 0 && !IsThisMachine(options.Host))
            yield return Wrong(
                nameof(options.Security), options.Security,
                "StartTls or Tls, because the password would cross the network readable");
    }

    /// <summary>By name only: a number is nobody's wish.</summary>
    internal static T? Named<T>(string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : null;

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "::1";

    private static string Wrong(string setting, string found, string expected) =>
        $"{MailOptions.Section}:{setting}: found '{found}' — expected {expected}";
}
