using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Sessions.Adapters.Mail;

/// <summary>What <c>Sessions:Mail:Security</c> means on the wire.</summary>
internal static class SmtpSecurity
{
    public static int UsualPort(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => 587,
        MailSecurity.Tls => 465,
        _ => 25,
    };

    public static SecureSocketOptions Of(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    /// <summary>Certificates are checked as the machine checks them; a house's own authority can be named.</summary>
    public static void Trust(SmtpClient client, MailOptions settings)
    {
        if (settings.Authority.Length > 0)
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
                certificate is X509Certificate2 server && IsIssuedBy(settings.Authority, server, chain)
                && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None;
    }

    /// <returns>Null when the file holds no certificate, or cannot be read.</returns>
    public static X509Certificate2Collection? TryReadAuthority(string path)
    {
        var authority = new X509Certificate2Collection();
        try
        {
            authority.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }

        return authority.Count > 0 ? authority : null;
    }

    private static bool IsIssuedBy(string authority, X509Certificate2 server, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(TryReadAuthority(authority) ?? []);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);

        // A house's own authority seldom says where its revocations are to be asked for.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(server);
    }
}
