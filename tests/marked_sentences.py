"""Dutch sentences as people say them in interviews, made up, with everything marked that may give somebody away.

A mark is `{kind:words}`. `foreign` is a name of a person that is not common in Dutch; `person` is one that is.
"""

import re

MARK = re.compile(r"\{(\w+):([^{}]+)\}")
SENTENCES = """
Ik werk nu vier jaar samen met {person:Anneke Visser} in {ward:Overdie}.
{person:Jan} belde me op {date:12 maart 2023} over de bankjes in de {street:Kerkstraat}.
De wethouder, {person:Van der Meulen}, kwam zelf langs in de {ward:Vogelbuurt}.
Je kunt mij bereiken op {telephone:06-12345678} of via {mail:a.visser@gemeente.nl}.
Mevrouw {person:De Graaf} woont al sinds {date:mei 1998} op de {street:Lindelaan 14}.
Wij hadden een bijeenkomst in buurthuis {organisation:De Schakel} met {person:Piet Bakker}.
{foreign:Özlem Yıldız} vertaalde alles voor de vrouwen uit de {street:Javastraat}.
Toen ik in {municipality:Gouda} begon, kende ik alleen {person:Marijke}.
Meneer {foreign:El Amrani} en zijn zoon {foreign:Youssef} openden de moskee {organisation:Al Noer}.
Het adres was {street:Prins Hendrikkade 33}, {postcode:1011 AB} {municipality:Amsterdam}.
Dat geld ging naar {account:NL91 ABNA 0417 1643 00} van Stichting {organisation:Samen Sterk}.
Op {date:3 april} sprak ik {person:Kees de Jong} bij de supermarkt in {ward:Westerpark}.
Collega {person:Saskia} zei dat {foreign:Mehmet Kaya} de buurt beter kent dan wij.
Haar nummer is {telephone:(0172) 45 67 89}, vraag maar naar {person:Ria}.
De groep van {person:Henk Mulder} kwam bijeen aan het {street:Raadhuisplein}.
In de wijk {ward:Poelgeest} kennen ze {person:Willem} allemaal.
{person:Joke van den Berg} schreef op {date:01-02-2024} een brief aan burgemeester {person:Hofstra}.
Ik fietste van {municipality:Leiden} naar {municipality:Katwijk} om {foreign:Fatoumata Diallo} te spreken.
Volgens {person:Gerard} moest de {street:Dorpsstraat} gewoon opnieuw bestraat worden.
Woningcorporatie {organisation:Rijnhart} stuurde {person:Linda Smit} naar het overleg.
Zij heet {foreign:Nguyen Thi Lan} en ze woont aan de {street:Molenweg 7a}.
De website {website:www.buurtkracht-oost.nl} wordt gemaakt door {person:Thomas}.
Stuur het maar naar {mail:info@buurtkracht-oost.nl}, dan leest {person:Petra Kuipers} het.
Er was ruzie tussen {person:Arie} en {foreign:Abdirahman Warsame} over de heg.
Ik ben geboren op {date:14 juli 1971} in {municipality:Zwolle}.
De {ward:Schilderswijk} is echt anders dan de {ward:Bloemenbuurt}.
Dokter {person:Brouwer} verwees haar naar zorggroep {organisation:Almere Haven}.
Wij zitten in het oude schoolgebouw aan de {street:Burgemeester de Vlugtlaan}.
{person:Els Hoekstra} en {person:Bert} doen samen de vrijwilligers.
{foreign:Svetlana Petrova} gaf taalles in de {street:Beatrixstraat 112}.
De jongerenwerker, {foreign:Jerrel Pinas}, stond elke avond op het {street:Marktplein}.
Bel anders {telephone:+31 6 2345 6789} en vraag naar {person:Michiel}.
Sinds {date:september 2021} ben ik wijkverbinder in {ward:Nieuwland}.
Dat heeft {person:Tineke Postma} toen in {municipality:Schiedam} uitgevonden.
Stichting {organisation:De Brug} kreeg op {date:20 december 2022} geen subsidie meer.
Mijn leidinggevende is {person:Ingrid van Leeuwen}, die zit in {municipality:Alphen aan den Rijn}.
Wethouder {person:Klaassen} beloofde het aan {person:Wim} en aan mij.
Op de hoek van de {street:Singel} woonde {foreign:Mohamed Bouzidi} met zijn moeder.
{person:Peter-Jan Bos} is de man van {person:Margriet}.
In {municipality:Den Haag} heette dat anders, zei {person:Karin Dekker}.
Iedereen noemt hem {foreign:Boy}, maar hij heet {foreign:Boyd Martina}.
De kinderen van de basisschool {organisation:De Regenboog} maakten het met Juf {person:Anja}.
Kijk, {foreign:Zeynep} kwam uit {municipality:Deventer} en kende niemand.
Er lag een klacht van de bewoners van {street:Julianalaan 2} tot en met 18.
{person:J. de Vries} tekende namens de Vereniging {organisation:Oud Maarn}.
Ik heb {person:Corrie} op {date:5 mei} nog gezien in het {street:Wilhelminapark}.
De politieagent, agent {person:Van Dam}, zei het tegen {foreign:Rayan}.
Het overleg is verplaatst naar wijkcentrum {organisation:Het Anker} in {ward:Holy-Zuid}.
Dat was {person:Sjaak} van de {street:Havenstraat}, nummer weet ik niet meer.
{person:Annelies} mailde naar {mail:s.mulder@maassluis.nl} en kreeg geen antwoord.
De oude dominee, dominee {person:Zijlstra}, kende {person:Greet} al vijftig jaar.
Mevrouw {foreign:Tjon A Tjoen} bracht altijd eten mee naar de {ward:Rivierenbuurt}.
Wat {person:Ellen} doet in {municipality:Houten} is precies wat wij willen.
In {date:oktober 2019} verhuisde Bureau {organisation:Wijkwerk} naar de {street:Stationsweg 40}.
Ik denk dat {foreign:Ayşe Demir} dat beter kan vertellen dan ik.
{foreign:Kwame Mensah} werkt bij de voetbalclub {organisation:Excelsior} als trainer.
De bus stopt bij {street:Laan van Meerdervoort}, daar stond {person:Ton}.
Onze gebiedsregisseur is {person:Marloes Terpstra}, zij woont zelf in {municipality:Voorschoten}.
Hij liet zijn kaartje achter: {telephone:06 24 68 13 57}, {foreign:Ricardo Fernandes}.
De flat aan de {street:Churchilllaan} staat vol met mensen zoals {person:Truus}.
Van {municipality:Rotterdam} leerde ik dat je gewoon moet aanbellen, zei {person:Ruud}.
Het ging om {street:Kanaalweg 9}, {postcode:2628 EB}, daar lekte het dak van {foreign:Amina Osman}.
{person:Frans Timmers} en wethouder {person:Bruins} kregen het maar niet eens.
We hebben {foreign:Liu Wei} gevraagd voor het feest in {ward:Kleiwegkwartier}.
Op {date:2023-11-08} besloot de raad over de {street:Parallelweg}.
De buurvrouw, buurvrouw {person:Nel}, had alles gezien vanaf de {street:Oude Gracht}.
Hij zei: ik ben {foreign:Samuel Tesfaye}, ik kom uit Eritrea en woon in {municipality:Delft}.
Wij werken met Stichting {organisation:Welzijn Vlietland} en dat gaat via {person:Monique}.
Die aanvraag van {date:15-06-2022} ligt nog bij mevrouw {person:Hendriks}.
Dus ik zeg tegen {person:Erik}, ga nou eens praten met {foreign:Hassan El Idrissi}.
De kerk {organisation:De Ark} in {ward:Hoornes} deed ook mee.
In de {street:Piet Heinstraat} woont {foreign:Chantelle Rosaria} met drie kinderen.
Bij {organisation:Jansen Bouw B.V.} werkte {person:Koos} vroeger als metselaar.
De brief van {foreign:Ibrahim Sylla} kwam uit de {street:Zonnebloemstraat 5}.
Zoals {person:Yvonne de Wit} in {municipality:Vlaardingen} zei: eerst koffie, dan plannen.
{person:Dirk} van de bewonersgroep {organisation:Groen Zuid} plantte de bomen op {date:22 maart}.
Ik ga elke week naar {ward:Merenwijk}, dan zie ik {person:Loes} en {foreign:Priya Sharma}.
Ze hebben {telephone:010-4123456} gebeld maar {person:Herman} nam niet op.
De ouders van {foreign:Jayden} wilden niet naar basisschool {organisation:De Wegwijzer}.
Toen kwam {foreign:Dragan Jovanović} met een plan voor de {street:Industrieweg}.
In {municipality:Leidschendam-Voorburg} doet {person:Marieke Schouten} hetzelfde werk.
Vraag het {person:Ben}, die zit op {mail:ben.vos@welzijn-oost.nl}.
De heer {person:Kramer} had een winkel op de {street:Hoogstraat}.
Ik heb het aan {foreign:Naima Chaouch} gevraagd en aan {person:Jeroen}.
Het team van {ward:Feijenoord} zit nu aan de {street:Rosestraat 123}.
{foreign:Bilal} kwam met {foreign:Imran Sheikh} naar het spreekuur.
Zij was van Stichting {organisation:Ouderenwerk Zeist} en heette {person:Toos van Vliet}.
In {ward:Zuilen} begon het op {date:7 januari 2020}, met {person:Leo} en mij.
{foreign:Anoush Petrosyan} maakt taarten voor de hele {street:Tulpstraat}.
Waarom {municipality:Maassluis} dat wel kan en {municipality:Barendrecht} niet, weet {person:Carla} ook niet.
Dat stuk is van de hand van dr. {person:Wiersma} en prof. {person:Van Hees}.
Wij kregen {person:Simone Blok} als projectleider, vanuit {municipality:Utrecht}.
Haar man {foreign:Giorgi Beridze} werkt in de haven bij de {street:Waalhaven 88}.
Een mevrouw uit de {street:Acacialaan} belde {person:Nienke} huilend op.
Op {website:https://www.samenwijk.nl/plannen} staat het plan van {person:Bas Kooiman}.
Ik was in {municipality:Best} toen {foreign:Moussa} belde.
De stagiair, {foreign:Quincy Overman}, liep mee door {ward:Angelslo}.
Ik zou {person:Annemarie} bellen op {telephone:0182 512345}.
Het ziekenhuis {organisation:Rijnstate} stuurde {foreign:Olena Kovalenko} naar huis.
{person:Harrie} is nu sinds {date:1 mei} met pensioen.
Er kwamen mensen van de {street:Spoorlaan} en de {street:Ringdijk} op af.
De moeder van {foreign:Dounia} sprak alleen met {person:Hilde}.
In {ward:Presikhaaf} wonen veel mensen zoals {foreign:Tesfay}.
Mijn voorganger, {person:Rob van Es}, werkt nu voor {municipality:Nissewaard}.
Dat zei {person:Trudy Evers} op de vergadering van {date:9 juni 2021}.
{person:Jolanda} en {foreign:Shanice} organiseren het eetcafé aan de {street:Veerkade}.
Wij gingen naar dorpshuis {organisation:De Terp} om met {person:Siebe} te praten.
De {street:Van Speijkstraat} is van de corporatie, zei {person:Ans}.
Mail het rapport aan {mail:r.van.es@nissewaard.nl} en aan {foreign:Chidi Okafor}.
Zij komt uit {municipality:'s-Hertogenbosch}, haar naam is {foreign:Paulina Nowak}.
Ik zat naast {person:Geert} in de trein naar {municipality:Apeldoorn}.
Het gesprek met {foreign:Farah Haddad} was op maandag {date:4 september}.
De opbouwwerker van {ward:Kanaleneiland} heet {foreign:Soufiane}.
Stichting {organisation:Buurtwerk} huurt van de familie {person:Wouters}.
Het kenteken heb ik niet, wel het adres: {street:Eikenlaan 21}, {postcode:3319KL}.
Die dag liep {person:Paul} met de burgemeester door de {street:Nieuwstraat}.
Ik weet nog dat {person:Nico Vermeer} zei: dat doen we in {municipality:Ridderkerk} al jaren.
De vraag kwam van {foreign:Latifa}, en later ook van {foreign:Rosa Delgado}.
{person:Hanneke Prins} is de wethouder sinds {date:juni 2022}.
Er is een groepsapp van de {street:Berkenhof}, daar zit {person:Gijs} in.
Bij café {organisation:De Zwaan} zit {person:Cor} elke vrijdag.
In de {ward:Statenkwartier} kent niemand elkaar, zei {foreign:Darius}.
Dat bedrag staat op {account:NL20INGB0001234567}, vraag {person:Wilma} maar.
Ze noemen haar tante {person:Sjaan}, van de {street:Breestraat}.
Mijn collega {foreign:Murat Aydin} heeft het plein in {ward:Transvaal} geregeld.
De sportclub {organisation:Vitesse Delft} leende de zaal aan {person:Rianne}.
Op {date:30/10/2023} stond het in de krant van {municipality:Gorinchem}.
Toen belde {foreign:Esperanza Cruz} naar {telephone:088-1234567}.
{foreign:Tarik} zit nu in de raad, voor {municipality:Almere}.
Onze boa, {person:Remco Slot}, loopt elke dag door de {street:Grote Markt}.
Ik vond dat {person:Lotte} het goed deed, in die eerste week in {ward:Spangen}.
Het was Mevrouw {person:Van Loon} die het {street:Rozenplein} heeft gered.
Ze woonde op {street:Oranjesingel 60-2}, boven restaurant {organisation:Sahara}.
{person:Theo} haalde {foreign:Ngozi} op van het station.
De gemeente {municipality:Westland} heeft drie verbinders, onder wie {person:Aletta}.
In {date:het voorjaar van 2020} stopte {person:Bianca}, na de eerste golf.
Dan zegt {foreign:Hamza} tegen {person:Joop}: jij bent van het stadhuis.
De straat naast de {street:Koninginneweg} hoort bij {ward:Bomenwijk}.
Ik schrijf {person:Evelien Hartman} wel even, {mail:evelien_h@hotmail.com}.
We zijn met {foreign:Ali Rezaei} langs alle deuren van de {street:Columbusstraat} gegaan.
Zijn vader, Opa {person:Teun}, zat vroeger in de raad van {municipality:Hellevoetsluis}.
Hij zei dat Woonstichting {organisation:Thuishaven} hem naar {person:Ilse} stuurde.
Wie {foreign:Anh} kent, kent de hele {ward:Afrikaanderwijk}.
De voorzitter is ir. {person:P. Hoogland}, dat weet iedereen in {municipality:Brielle}.
Ik zag {person:Martin} en {person:Suzanne Kok} bij de opening op {date:11 november}.
Er wonen hier ook Polen, zoals {foreign:Krzysztof} aan de {street:Sloterweg}.
De folder ging naar {postcode:2671 BC} en omgeving, zei {person:Lies}.
Zij is de zus van {foreign:Ebru}, die bij buurtcentrum {organisation:De Mikado} werkt.
{person:Anton} heeft geen telefoon, maar zijn dochter wel: {telephone:06 87654321}.
In {municipality:Krimpen aan den IJssel} hadden ze {person:Sander Groen} al ontslagen.
De projectgroep {ward:Malburgen} komt samen op de {street:Eldenseweg}.
Het was {foreign:Selam} die mij aan {foreign:Haben Ghebremariam} voorstelde.
Dan kom je bij {person:Rinus}, van de volkstuin achter de {street:Veenkade}.
De raadsvragen van raadslid {person:Oosterhuis} kwamen op {date:18 april 2023}.
Op vrijdag zit {person:Claudia} in {ward:Schalkwijk}, op maandag in {ward:Parkwijk}.
{foreign:Yasmine} wilde niet dat {person:Ronald} erbij zat.
Ik heb een tijd in {municipality:Groningen} gewerkt, onder {person:Jelle Dijkstra}.
De Stichting {organisation:Vrienden van Sint Jan} betaalde de verf voor {person:Mieke}.
Ze vroegen naar {foreign:Abdoulaye}, maar die was in {municipality:Tilburg}.
Er werd gestemd in school {organisation:De Kameleon} aan de {street:Beukenlaan 3}.
{person:Gonnie} weet dat, die woont er vanaf {date:augustus 1984}.
De vrijwilliger heet {foreign:Alejandro}, van het {street:Vondelpad}.
Als {person:Pauline} er niet was, deed {foreign:Sunita} de deur open.
De plannen voor {ward:Lombardijen} liggen bij {person:Edwin van Rijn}.
Het ging mis toen {person:Bram Wolters} naar {municipality:Zoetermeer} vertrok.
Daar in de {street:Cederstraat} stond {foreign:Ousmane} met een kapotte fiets.
Ik noem dat altijd de methode {person:Hannie}, naar {person:Hannie Schaap}.
Die man, {foreign:Vladimir}, had op {street:Postweg 31} een werkplaats.
Op {date:28 februari 2024} hebben {person:Jos} en ik het afgesloten.
{foreign:Nadira Khan} komt van Stichting {organisation:Vluchtelingenwerk Delfland}.
De wijkagent van {ward:Overvecht} kent {person:Tom} nog van school.
In {municipality:Capelle aan den IJssel} zat {person:Lia} in de wijkraad.
Bel {telephone:+31-70-3456789}, dat is {person:Frits} van de balie.
Er kwam een mail van {mail:k.jansen2@xs4all.nl} over de {street:Vijverweg}.
Mijn eerste huisbezoek was bij {foreign:Goran}, in {street:Meeuwenlaan 17}.
Wij waren met {person:Astrid}, {person:Fred} en {foreign:Malika} aan het folderen.
Er was een man, {foreign:Pedro Silva}, die elke ochtend het {street:Stationsplein} veegde.
Ik kreeg de sleutel van {person:Guus} op {date:1 juli}.
Onze wijk {ward:Bospolder} is door {person:Corine Bal} op de kaart gezet.
De {street:Dr. Schaepmanlaan} is van corporatie {organisation:Wonen West}.
Met {foreign:Thandi Nkosi} heb ik de moestuin in {municipality:Wageningen} gemaakt.
Wij hadden {person:Kim} uit {municipality:Purmerend} te gast, die deed het precies andersom.
{person:Stef} van Financiën zei nee, {person:Irene} van Welzijn zei ja.
De kantine van voetbalclub {organisation:SVH} is onze vergaderzaal, dankzij {person:Rik}.
Hij heeft {foreign:Jamal Haddou} nooit ontmoet, dat weet ik zeker.
Een bewoner, meneer {person:Pronk}, hield bij wanneer de {street:Zeeweg} dicht was.
De nieuwe naam is wijkgebouw {organisation:De Ontmoeting}, bedacht door {foreign:Ismail Toprak}.
Kom donderdag {date:12 oktober} naar de {street:Vlietkade 6}, dan is {person:Wouter} er ook.
Ik zat met {foreign:Leyla Hosseini} te wachten in het gemeentehuis van {municipality:Vlissingen}.
Van {person:Diana Mol} leerde ik dat in {ward:Boerhaavewijk}.
Er hangt een bordje: opgericht {date:6 december 1952}, door {person:A.B. Cornelissen}.
Dat heeft {person:Pieter} geregeld met {person:Sylvia Roos} van de omroep {organisation:Rijnmond}.
Ze zijn van de {street:Jacob van Lennepkade} naar {municipality:Lelystad} verhuisd.
Volgens {foreign:Djenaba} luistert {municipality:Hilversum} beter dan wij.
Het nummer van {person:Gerda} is {telephone:071 5123456}, dat staat op de site.
De wijkmanager, {person:Ed Nieuwenhuis}, vroeg {foreign:Rachida} om te helpen.
De postcode was {postcode:3012 CL}, het nummer {telephone:010 2345678}, gevraagd werd naar {person:Ineke}.
Op {website:www.huisvandewijk-zuid.nl/agenda} zie je dat {foreign:Oumar} kookt.
Zet het op {account:NL39 RABO 0300 0652 64}, ten name van {person:M. van der Laan}.
Ik app {person:Mirjam} wel: {telephone:0031612345678}, dan weet {foreign:Nour} het ook.
Het stond op {website:http://buurt.example.org/nieuws} en in {municipality:Wassenaar} op het bord.
In {postcode:2253AA} wonen vooral gezinnen, en {foreign:Wafa} kent ze allemaal.
Betaald van {account:BE68 5390 0754 7034} door {person:Luuk Aerts}.
Na {date:24-12-2021} is {person:Dorien} niet meer in {ward:Nieuw-Mathenesse} geweest.
Ik kreeg {mail:bewoners@singelkwartier.org} door van {foreign:Zainab}.
Met {foreign:Sjoukje-Mei Wong} ging ik op {date:21 mei 2019} naar de {street:Wijnhaven}.
Onderweg zei hij dat het best wel meeviel, maar Vanuit het stadhuis hoor je niets.
De buurt vond het plein te klein en de straat te druk.
Daar komt bij dat we in de zomer weinig mensen hadden.
Nou, dan ga je eerst luisteren en dan pas praten.
Het Rijk betaalt, de gemeente voert uit en de wijk wacht.
"""


def marked() -> tuple[str, list[tuple[int, int, str]]]:
    """The sentences as one text, and where everything is that was marked: start, end and kind."""
    text, marks, done = "", [], 0
    for match in MARK.finditer(SENTENCES):
        text += SENTENCES[done : match.start()]
        marks.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        done = match.end()
    return text + SENTENCES[done:], marks


def outcome(text: str, mark: tuple[int, int, str], found: list[tuple[int, int]], queue: set[str]) -> str:
    """What became of one mark: `found` whole, `queued` for a person to see, or `missed`.

    Args:
        text: the text of `marked`.
        mark: start, end and kind.
        found: where a pseudonym came.
        queue: the words left to tick off, in small letters.
    """
    start, end, _ = mark
    left = "".join(" " if any(one <= place < two for one, two in found) else text[place] for place in range(start, end))
    words = re.findall(r"\w[\w'’.,:/-]*\w|\w", left)
    if set(words) <= {"s"}:
        return "found"
    telling = [word for word in words if word[0].isupper() or any(sign.isdigit() for sign in word)]
    return "queued" if telling and all(word.casefold() in queue for word in telling) else "missed"
