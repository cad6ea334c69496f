using System.Globalization;
using NodaTime;

namespace Sessions.Invitations;

internal sealed class SpanishWording : Wording
{
    private static readonly string[] Weekdays =
        ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

    private static readonly string[] Months =
    [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    ];

    public override string Language => "es";

    public override string CancelledPrefix => "Cancelada:";

    public override string JoinLabel => "Entrar en la sesión";

    public override string WatchLabel => "Ver la grabación";

    public override string PageLabel => "Sus sesiones, en su propia zona horaria";

    public override string FeedLabel => "Calendario de todo el curso para suscribirse";

    public override string FeedOrInvitations =>
        "Si prefiere suscribirse, este calendario mantiene al día todas las sesiones del curso. Use el calendario o "
        + "las invitaciones, no ambos: con los dos vería cada sesión dos veces.";

    public override string WatchLinkIsPersonal => "El enlace es solo para usted; por favor, no lo comparta.";

    public override string Now => "ahora";

    public override string DateOf(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{DayOf(date)} de {date.Year}");

    public override string DayOf(LocalDate date) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Weekdays[(int)date.DayOfWeek - 1]}, {date.Day} de {Months[date.Month - 1]}");

    public override string NotInCalendar(string sender) =>
        "La sesión va adjunta como cita de calendario. Si no aparece en su calendario, responda Sí a la invitación "
        + $"o añada {sender} a sus contactos.";

    public override string InvitationSubject(string what, string when) => $"{what} ({when})";

    public override string UpdateSubject(string what, string when) => $"Actualizada: {what} ({when})";

    public override string CancellationSubject(string what, string when) => $"Cancelada: {what} ({when})";

    public override string ReminderSubject(string what, string left) => $"Recordatorio: {what} empieza {left}";

    public override string WatchSubject(string what) => $"Por si se la perdió: {what}";

    public override string Greeting(string name) => $"Hola, {name}:";

    public override string InvitationLead(string organizer, string course) =>
        $"{organizer} le invita a una sesión en línea y en directo de {course}.";

    public override string UpdateLead(string course) =>
        $"Ha cambiado una sesión en línea y en directo de {course}. Lo que figura aquí sustituye a lo anterior, y la "
        + "cita de su calendario se actualiza con este mensaje.";

    public override string CancellationLead(string course) =>
        $"Esta sesión en línea y en directo de {course} queda cancelada para usted. La cita desaparece de su "
        + "calendario; si mañana sigue ahí, elimínela.";

    public override string ReminderLead(string course, string left) =>
        $"Su sesión en línea y en directo de {course} empieza {left}.";

    public override string WatchLead(string course) =>
        $"Por si se la perdió: ya puede ver la grabación de esta sesión de {course}.";

    public override string YourTime(string hours, string place) => $"{hours} en su hora, {place}";

    public override string InMinutes(int minutes) => Count(minutes, "minuto");

    public override string InHours(int hours) => Count(hours, "hora");

    public override string InDays(int days) => Count(days, "día");

    private static string Count(int number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"en {number} {unit}{(number == 1 ? "" : "s")}");
}
