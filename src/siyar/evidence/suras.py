"""The suras of the Qur'an: their names in the spellings one meets, and how many verses each has (Kufan count).

>>> find("Al Barqarah", 2), find("Nisai"), find("At Taubah")
(2, 0, 9)
>>> verses(2), exists(115, 1), exists(2, 300)
(286, False, False)
"""

from __future__ import annotations

from functools import lru_cache

from siyar.evidence.letters import fold
from siyar.evidence.names import likeness, skeleton

#: One line a sura: verses, the Arabic name, the name shown, further names.
_TABLE = """
7|الفاتحة|al-Fatiha|Fateha, Opening
286|البقرة|al-Baqara|Baqarah, Bakara, Cow
200|آل عمران|Al 'Imran|Imran, Ali Imran, Al-i-Imran, Aal Imran, Family of Imran
176|النساء|al-Nisa'|Nisaa, Women
120|المائدة|al-Ma'ida|Maidah, Maaida, Table
165|الأنعام|al-An'am|Anaam, Cattle
206|الأعراف|al-A'raf|Araf, Heights
75|الأنفال|al-Anfal|Anfaal, Spoils
129|التوبة|al-Tawba|Taubah, Tauba, Tawbah, Baraa, Bara'a, Repentance
109|يونس|Yunus|Yunis, Jonah
123|هود|Hud|Hood
111|يوسف|Yusuf|Yousef, Joseph
43|الرعد|al-Ra'd|Raad, Thunder
52|إبراهيم|Ibrahim|Ibraheem, Abraham
99|الحجر|al-Hijr|Hejr
128|النحل|al-Nahl|Bee, Bees
111|الإسراء|al-Isra'|Israa, Bani Israil, Banu Israil, Night Journey
110|الكهف|al-Kahf|Cave
98|مريم|Maryam|Mariam, Mary
135|طه|Ta Ha|Taha
112|الأنبياء|al-Anbiya'|Anbiyaa, Anbya, Prophets
78|الحج|al-Hajj|Haj, Pilgrimage
118|المؤمنون|al-Mu'minun|Muminoon, Muminin, Believers
64|النور|al-Nur|Noor, Nour, Light
77|الفرقان|al-Furqan|Furqaan, Criterion
227|الشعراء|al-Shu'ara'|Shuara, Poets
93|النمل|al-Naml|Ants, Ant
88|القصص|al-Qasas|Story
69|العنكبوت|al-'Ankabut|Ankaboot, Spider
60|الروم|al-Rum|Room, Romans, Byzantines
34|لقمان|Luqman|Lokman
30|السجدة|al-Sajda|Sajdah, Prostration
73|الأحزاب|al-Ahzab|Ahzaab, Confederates, Joint Forces
54|سبأ|Saba'|Sheba
45|فاطر|Fatir|Malaika, Creator
83|يس|Ya Sin|Yasin, Yaseen
182|الصافات|al-Saffat|Saaffat
88|ص|Sad|Saad
75|الزمر|al-Zumar|Throngs, Groups
85|غافر|Ghafir|Mumin, Forgiver
54|فصلت|Fussilat|Ha Mim Sajda, Ha Mim
53|الشورى|al-Shura|Shoora, Consultation
89|الزخرف|al-Zukhruf|Zukhruf, Ornaments
59|الدخان|al-Dukhan|Dukhaan, Smoke
37|الجاثية|al-Jathiya|Jathiyah, Kneeling
35|الأحقاف|al-Ahqaf|Ahqaaf
38|محمد|Muhammad|Mohammed, Muhammed
29|الفتح|al-Fath|Victory, Conquest
18|الحجرات|al-Hujurat|Hujraat, Rooms
45|ق|Qaf|Qaaf
60|الذاريات|al-Dhariyat|Zariyat, Dhaariyat
49|الطور|al-Tur|Toor
62|النجم|al-Najm|Star
55|القمر|al-Qamar|Moon
78|الرحمن|al-Rahman|Rahmaan
96|الواقعة|al-Waqi'a|Waqiah
29|الحديد|al-Hadid|Hadeed, Iron
22|المجادلة|al-Mujadala|Mujadila
24|الحشر|al-Hashr|Exile, Gathering
13|الممتحنة|al-Mumtahana|Mumtahina
14|الصف|al-Saff|Ranks
11|الجمعة|al-Jumu'a|Jumua, Juma, Friday
11|المنافقون|al-Munafiqun|Munafiqoon, Hypocrites
18|التغابن|al-Taghabun|Taghaabun
12|الطلاق|al-Talaq|Divorce
12|التحريم|al-Tahrim|Tahreem, Prohibition
30|الملك|al-Mulk|Sovereignty
52|القلم|al-Qalam|Nun, Pen
52|الحاقة|al-Haqqa|Haaqqa
44|المعارج|al-Ma'arij|Maarij
28|نوح|Nuh|Nooh, Noah
28|الجن|al-Jinn|Djinn
20|المزمل|al-Muzzammil|Muzammil
56|المدثر|al-Muddaththir|Muddathir, Mudassir
40|القيامة|al-Qiyama|Qiyamah, Resurrection
31|الإنسان|al-Insan|Dahr, Insaan, Man
50|المرسلات|al-Mursalat|Mursalaat
40|النبأ|al-Naba'|Tidings
46|النازعات|al-Nazi'at|Naziat
42|عبس|'Abasa|Abasa
29|التكوير|al-Takwir|Takweer
19|الانفطار|al-Infitar|Infitaar
36|المطففين|al-Mutaffifin|Tatfif, Mutaffifeen
25|الانشقاق|al-Inshiqaq|Inshiqaaq
22|البروج|al-Buruj|Burooj
17|الطارق|al-Tariq|Taariq
19|الأعلى|al-A'la|Ala
26|الغاشية|al-Ghashiya|Ghashiyah
30|الفجر|al-Fajr|Dawn
20|البلد|al-Balad|City
15|الشمس|al-Shams|Sun
21|الليل|al-Layl|Lail
11|الضحى|al-Duha|Dhuha, Zuha
8|الشرح|al-Sharh|Inshirah
8|التين|al-Tin|Teen, Fig
19|العلق|al-'Alaq|Alaq, Clot
5|القدر|al-Qadr|Power
8|البينة|al-Bayyina|Bayyinah
8|الزلزلة|al-Zalzala|Zilzal, Zalzalah
11|العاديات|al-'Adiyat|Adiyat
11|القارعة|al-Qari'a|Qariah
8|التكاثر|al-Takathur|Takathur
3|العصر|al-'Asr|Asr
9|الهمزة|al-Humaza|Humazah
5|الفيل|al-Fil|Feel, Elephant
4|قريش|Quraysh|Quraish
7|الماعون|al-Ma'un|Maun
3|الكوثر|al-Kawthar|Kauthar, Kausar
6|الكافرون|al-Kafirun|Kafiroon
3|النصر|al-Nasr|Nasr
5|المسد|al-Masad|Lahab, Tabbat
4|الإخلاص|al-Ikhlas|Ikhlaas, Tawhid
5|الفلق|al-Falaq|Falaq, Daybreak
6|الناس|al-Nas|Naas
"""
_ROWS = tuple(line.split("|") for line in _TABLE.strip().splitlines())
_VERSES = tuple(int(row[0]) for row in _ROWS)
_SHOWN = tuple(row[2] for row in _ROWS)

#: A name so near another is taken for it where the number agrees, and so near where there is no number.
NEAR, VERY_NEAR = 0.8, 0.92


@lru_cache(maxsize=1)
def _names() -> dict[str, int]:
    found: dict[str, int] = {}
    for sura, row in enumerate(_ROWS, 1):
        for name in (row[2], *row[3].split(",")):
            found.setdefault(skeleton(name), sura)
    return found


@lru_cache(maxsize=1)
def _arabic() -> dict[str, int]:
    return {fold(row[1]): sura for sura, row in enumerate(_ROWS, 1)}


def verses(sura: int) -> int:
    """How many verses the sura has; 0 where there is no such sura."""
    return _VERSES[sura - 1] if 1 <= sura <= len(_VERSES) else 0


def exists(sura: int, verse: int) -> bool:
    return 1 <= verse <= verses(sura)


def called(sura: int) -> str:
    """The name of a sura that exists."""
    return _SHOWN[sura - 1]


def find(name: str, number: int = 0) -> int:
    """The sura of that name, or 0. A name that is only near is taken where ``number`` agrees with it."""
    if folded := fold(name):
        return _arabic().get(folded, 0)
    bare = skeleton(name)
    if len(bare) < 2:
        return 0
    if bare in _names():
        return _names()[bare]
    near, close = _nearest(bare)
    return near if close >= (NEAR if near == number else VERY_NEAR) else 0


@lru_cache(maxsize=4096)
def _nearest(bare: str) -> tuple[int, float]:
    """The sura whose name is likest, and how like: the same few words stand before numbers again and again."""
    close, best = max((likeness(bare, known), known) for known in _names())
    return _names()[best], close
