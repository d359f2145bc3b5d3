"""A fingerprint in words, so that two people can compare it over the telephone."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

#: How many words stand for a file: 64 bits of its hash, at eight bits a word.
LENGTH = 8
#: So many letters tell each word of the list from all others.
ENOUGH_LETTERS = 4

#: One word for each byte. Spanish without its accents, most of them known to readers of English, too. No two begin with
#: the same four letters or are closer than three letters, also as a Spanish ear takes them (b is v, h is silent).
_LISTED = """
acrobata actor adobe aguila ajedrez album alegria alfabeto alpaca amigo ancla animal antena aplauso arbol area
artista asteroide atlas avenida azucar balsa bambu banana bateria bicicleta bikini bingo bolero bonito bosque
botella bravo brocoli caballo cabeza cable cactus campana canal cangrejo capital caramelo cargo cascada castillo
catedral central chimenea chocolate ciclista circular ciudad clarinete clima club cobra cocina cocodrilo colibri
color conejo cosmos coyote cristal cueva cultura delfin delta dentista desierto detective diagonal diamante
diesel digital diploma director disco drama eclipse elefante energia enigma escalera escuela esmeralda espejo
estadio estrella euro fauna festival fiesta flamenco flora foto fuente futbol galaxia garaje gasolina gaviota
gelatina girasol global golf gorila granito guitarra hacienda hangar historia horizonte hotel humor iceberg iglu
iguana insecto invierno jabon jaguar jardin jazz jirafa jungla ketchup kimono langosta laurel lava lechuga
leopardo libro limonada linterna lunar magnolia mandarina maraton marimba medalla medicina melon mensaje menu
mermelada metal microfono mineral minuto misterio molino mosquito museo musical naranja natural nectar nido
nomada norte novela nube oasis obelisco oboe oceano omega orbita orquesta oxigeno paella pajaro palacio paloma
panorama papel paraguas parque patio pelicano pepino perfume persona petunia piano pijama pimienta piramide
pizza planeta plasma poncho portal primavera profesor puerto queso quinoa radar refugio regalo ritmo rodeo
romance rural safari sandalia satelite saxofon semilla serpiente sierra silencio simple sofa sombrero sonata
soprano sushi taco tambor tapioca teatro tenis terraza tigre tomate tornado tortilla trampolin trineo trompeta
tropical tucan tulipan tundra turista turquesa uniforme universo vainilla vapor veranda vinagre violin visual
volcan yate yogur zapato zigzag zinc zodiaco
"""
WORDS = tuple(_LISTED.split())


def words_of(content: bytes) -> str:
    """Return eight words for a file, with blanks between: the same for the same bytes, and hardly ever for others."""
    return " ".join(WORDS[byte] for byte in sha256(content).digest()[:LENGTH])


def are_words_of(content: bytes, typed: str) -> bool:
    """Return whether somebody *typed* all eight words of a file, in order; four letters of each suffice.

    Capitals, accents, and what stands between the words do not matter.
    """
    plain = unicodedata.normalize("NFKD", typed).casefold()
    found = re.findall("[a-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    words = words_of(content).split()
    return len(found) == len(words) and all(
        len(part) >= ENOUGH_LETTERS and word.startswith(part) for part, word in zip(found, words, strict=True)
    )
