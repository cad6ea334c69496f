namespace Sessions.Adapters.Mail;

/// <summary><c>Sessions:Mail</c>. What is wrong with it is said by <see cref="MailOptionsCheck"/> at start.</summary>
public sealed class MailOptions
{
    public const string Section = "Sessions:Mail";

    /// <summary>Pickup, Smtp or Graph.</summary>
    public string Transport { get; set; } = nameof(MailTransport.Pickup);

    /// <summary>The address in From and ORGANIZER; each instructor's own when empty.</summary>
    public string From { get; set; } = "";

    /// <summary>Where Pickup writes; made when it is not there.</summary>
    public string Directory { get; set; } = "mail";

    public string Host { get; set; } = "";

    /// <summary>0 for the usual one: 587 with StartTls, 465 with Tls, 25 with None.</summary>
    public int Port { get; set; }

    /// <summary>StartTls, Tls or None.</summary>
    public string Security { get; set; } = nameof(MailSecurity.StartTls);

    /// <summary>Nobody signs in when empty.</summary>
    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>A PEM file with the house's own certificate authority; the machine's are trusted when empty.</summary>
    public string Authority { get; set; } = "";

    /// <summary>To the mail server at a time. Exchange Online takes three from a mailbox (error 432 4.3.2).</summary>
    public int Connections { get; set; } = 3;

    internal MailSecurity SecurityKind => MailOptionsCheck.Named<MailSecurity>(Security) ?? MailSecurity.StartTls;
}

public enum MailTransport
{
    Pickup,
    Smtp,
    Graph,
}

public enum MailSecurity
{
    StartTls,
    Tls,
    None,
}
