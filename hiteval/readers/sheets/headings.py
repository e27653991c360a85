"""The role of each column of a spreadsheet, in the languages of coding tools."""

import re
from collections.abc import Mapping, Sequence

from hiteval.readers.sheets.table_form import Role

# As ATLAS.ti, MAXQDA, NVivo, Dedoose and people write them, in English, German,
# French, Spanish, Portuguese, Italian and Dutch.
ALIASES: dict[Role, str] = {
    "code": (
        "code, codes, codename, code name, code applied, codes applied, coded as, "
        "codes applied combined, tag, "
        "node, nodes, theme, themes, tags, kode, kodes, codierung, codierungen, "
        "kodierung, kategorie, código, códigos, codigo, codigos, codice, codici, "
        "thème, thèmes, nœud, nodo, nodos, nodi, criterion, criterion_id, codes (all)"
    ),
    "text": (
        "text, segment, segments, coded segment, coded segments, quotation, "
        "quotations, quotation content, text content, content, quote, excerpt, "
        "passage, statement, reference text, coded text, coded, excerpt copy, "
        "highlight, zitat, zitatinhalt, "
        "textstelle, codiertes segment, codierte segmente, textinhalt, inhalt, "
        "citation, extrait, contenu, segment codé, contenu de la citation, cita, "
        "contenido, contenido de la cita, segmento, segmento codificado, citação, "
        "conteúdo, conteúdo do texto, conteúdo da citação, citazione, contenuto, "
        "segmento codificato, citaat, fragment, inhoud"
    ),
    "document": (
        "document, documents, document name, documentname, document title, file, file "
        "name, filename, source, source name, source_id, transcript, media title, "
        "dokument, dokumentname, dokumente, quelle, datei, nom du document, fichier, "
        "documento, nombre del documento, nome do documento, documento nome, fuente, "
        "fonte, archivo, arquivo, nome del documento, documentnaam, bron"
    ),
    "group": (
        "document group, document groups, document set, dokumentgruppe, "
        "dokumentgruppen, groupe de documents, grupo de documentos, grupos de "
        "documentos, gruppo di documenti, documentgroep"
    ),
    "case": (
        "case, cases, case name, team, team_id, participant, respondent, interviewee, "
        "fall, fälle, cas, caso, casos, casi, teilnehmer, participante, geval"
    ),
    "coder": (
        "coder, coders, coded by, coder_id, created by, creator, author, user, "
        "quotation created by, excerpt creator, rater, erstellt von, autor, codierer, "
        "kodierer, "
        "ersteller, créé par, auteur, codeur, creado por, codificador, criado por, "
        "autor da criação, creato da, autore, gemaakt door"
    ),
    "comment": (
        "comment, comments, memo, memos, note, notes, quotation comment, kommentar, "
        "kommentare, commentaire, commentaires, comentario, comentarios, comentário, "
        "comentários, commento, commenti, opmerking"
    ),
    "summary": (
        "summary, summaries, summary text, zusammenfassung, zusammenfassungen, "
        "résumé, resumen, resúmenes, resumo, resumos, riassunto, sommario, "
        "samenvatting"
    ),
    "weight": (
        "weight, weight score, rating, score, code weight, gewicht, gewichtung, "
        "poids, peso, "
        "ponderación, valutazione, bewertung"
    ),
    "place": (
        "reference, location, excerpt range, beginning, start, initial position, "
        "start position, page, paragraph, position, anfang, beginn, fundstelle, "
        "absatz, seite, "
        "référence, début, referencia, inicio, referência, início, posição inicial, "
        "posición inicial, riferimento, inizio, begin"
    ),
    "end": (
        "end, final position, end position, ende, fin, fim, posição final, posición "
        "final, fine, einde"
    ),
    "date": (
        "created, creation date, date created, created at, erstellt, erstellt "
        "am, erstellungsdatum, date de création, fecha de creación, data de criação, "
        "data di creazione"
    ),
    "document_date": (
        "date, document date, date of document, resource date, datum, fecha, data"
    ),
    "document_type": (
        "type, document type, source type, type of document, dokumenttyp, art"
    ),
    "id": (
        "id, number, no., nr., quotation number, zitatnummer, numéro, número, numero"
    ),
    "count": (
        "number of codes, anzahl der codes, anzahl codes, nombre de codes, número de "
        "códigos, numero di codici"
    ),
}
REPEATABLE: set[Role] = {"code"}
# Who changed a coding last stands for its coder only where the table names no other.
LAST_CODER = {
    *("modified by", "bearbeitet von", "geändert von", "modifié par"),
    *("modificado por", "modificato da", "gewijzigd door"),
}


def _plain(heading: str) -> str:
    return re.sub(r"[\s:*]+", " ", heading).strip().casefold()


def _role(heading: str) -> Role | None:
    """Look a heading up, also without what follows in brackets: "Score (1-5)"."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]$", "", heading)
    return ROLE_OF.get(heading) or ROLE_OF.get(bare)


ROLE_OF = {
    _plain(alias): role
    for role, names in ALIASES.items()
    for alias in names.split(", ")
}


def roles_of(
    headings: Sequence[str], told: Mapping[Role, str]
) -> dict[Role, list[int]]:
    """Tell what the columns of a table are.

    Parameters
    ----------
    headings : sequence of str
        The cells of one row.
    told : mapping of role to heading
        What the mapping says; it goes before the aliases.

    Returns
    -------
    dict of role to column numbers, from 1
        Only `REPEATABLE` roles have more than one column: of other roles the first
        column counts.

    Examples
    --------
    >>> roles_of(["Dokumentname", "Code", "Segment", "Fläche"], {})
    {'document': [1], 'code': [2], 'text': [3]}
    """
    said = {_plain(heading): role for role, heading in told.items()}
    found: dict[Role, list[int]] = {}
    for column, heading in enumerate(map(_plain, headings), start=1):
        role = said.get(heading)
        if role is None and (alias := _role(heading)) not in told:
            role = alias
        if role and (role in REPEATABLE or role not in found):
            found.setdefault(role, []).append(column)
    last = [n for n, h in enumerate(map(_plain, headings), 1) if h in LAST_CODER]
    if last and "coder" not in found and "coder" not in told:
        found["coder"] = last[:1]
    return found
