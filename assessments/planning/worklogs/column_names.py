"""What the columns of time sheets are called, by products and in the languages of files; pure."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from orgs.written_values.words import folded


class ColumnRole(StrEnum):
    """What a column of a time sheet says."""

    ENTRY = "entry"
    PERSON = "person"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PROJECT = "project"
    DAY = "day"
    UNTIL = "until"
    START = "start"
    TIME = "time"
    KIND = "kind"
    ISSUE = "issue"
    TEXT = "text"


# The more exact name first; “/” parts them.
NAMES = {
    ColumnRole.ENTRY: """
        worklog id / worklogid / tempo worklog id / tempoworklogid / jira worklog id /
        jiraworklogid / time entry id / timeentryid / time-entry-id / entry id / timesheet id
        / time log id
        """,
    ColumnRole.PERSON: """
        user account id / author account id / authoraccountid / worker id / user id / author
        id / employee id / username / user name / login / e-mail / email / user email / author
        email / user / author / worklog author / worker / person / employee / employee name /
        full name / member / team member / resource / staff member / consultant / mitarbeiter
        / mitarbeiterin / mitarbeitende / mitarbeiternummer / benutzername / benutzer /
        bearbeiter / autor / utilisateur / collaborateur / salarié / auteur / personne /
        usuario / empleado / persona / utente / dipendente / collaboratore / autore /
        gebruiker / medewerker / auteur / utilizador / usuário / colaborador / funcionário /
        pessoa / użytkownik / pracownik / osoba
        """,
    ColumnRole.FIRST_NAME: """
        first name / vorname / prénom / nombre / nome / voornaam / primeiro nome / imię
        """,
    ColumnRole.LAST_NAME: """
        last name / surname / nachname / nom / nom de famille / apellido / apellidos / cognome
        / achternaam / sobrenome / apelido / nazwisko
        """,
    ColumnRole.PROJECT: """
        project key / project code / project / project name / account key / account name /
        projektschlüssel / projektnummer / projekt / projektname / projet / nom du projet /
        proyecto / progetto / projectnaam / projectcode / projeto / code / nazwa projektu
        """,
    ColumnRole.DAY: """
        work date / worklog started / started at / started / start date / startdate / date /
        day / work day / begins / start / from / month / period / datum / arbeitstag / tag /
        startdatum / beginn / von / monat / zeitraum / jour / date de début / mois / période /
        fecha / día / fecha de inicio / mes / data / giorno / data inizio / mese / dag / maand
        / begindatum / dia / data de início / mês / dzień / data rozpoczęcia / miesiąc
        """,
    ColumnRole.UNTIL: """
        ends / until / end date / end / to / bis / enddatum / ende / date de fin / fin / au /
        fecha de fin / hasta / data fine / fine / al / einddatum / tot / data de fim / até /
        fim / data zakończenia / do
        """,
    ColumnRole.START: """
        start time / starttime / from / begin / started at / startzeit / anfang / von / heure
        de début / hora de inicio / ora inizio / starttijd / hora de início / początek
        """,
    ColumnRole.TIME: """
        time spent (seconds) / timespentseconds / time spent seconds / time spent (h) / hours
        / logged hours / logged (hours) / worked hours / duration (h) / duration (decimal) /
        duration / time spent / time / logged / minutes / days / person-days / effort (days) /
        effort / stunden / dauer / arbeitszeit / aufwand / zeit / tage / personentage /
        minuten / heures / durée / temps / temps passé / jours / minutes / horas / duración /
        tiempo / días / minutos / ore / durata / tempo / giorni / minuti / uren / duur / tijd
        / dagen / duração / dias / godziny / czas / czas trwania / dni / minuty
        """,
    ColumnRole.KIND: """
        activity name / activity / kind of work / kind / work / work type / component /
        components / labels / task / category / type / issue type / tags / art der arbeit /
        tätigkeit / aktivität / leistungsart / kategorie / art / aufgabe / type de travail /
        activité / tâche / catégorie / tipo de trabajo / actividad / tarea / categoría /
        attività / categoria / tipo / activiteit / taak / categorie / soort / atividade /
        tarefa / czynność / zadanie / kategoria / rodzaj
        """,
    ColumnRole.ISSUE: """
        issue key / key / issue / issue id / ticket / reference / ref / id / vorgangsschlüssel
        / schlüssel / vorgang / referenz / référence / clé / referencia / clave / riferimento
        / chiave / referentie / referência / chave / klucz / numer
        """,
    ColumnRole.TEXT: """
        work description / worklog comment / description / comment / notes / note / text /
        beschreibung / kommentar / notiz / bemerkung / commentaire / remarque / descripción /
        comentario / nota / descrizione / commento / omschrijving / opmerking / descrição /
        comentário / opis / notatka / komentarz
        """,
}


def written_names(role: ColumnRole) -> Sequence[str]:
    """Return the usual names of a column, as people write them."""
    return " ".join(NAMES[role].split()).split(" / ")


ROLE_NAMES: Mapping[ColumnRole, Sequence[str]] = {
    role: [folded(name) for name in written_names(role)] for role in ColumnRole
}


def columns_called(header: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return the columns that have one of the names, in the order of the names."""
    # Reversed, so that of two columns that differ in case alone the first is taken.
    columns = {folded(column): column for column in reversed(list(header))}
    return [columns[name] for name in dict.fromkeys(names) if name in columns]


def columns_of(header: Iterable[str], role: ColumnRole) -> list[str]:
    """Return the columns of the role by their names, the most exact first."""
    return columns_called(header, ROLE_NAMES[role])
